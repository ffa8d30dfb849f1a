declare module 'cloudflare:workers' {
  export const env: import('../../worker/env.ts').Env & {
    PLAYBOOK: import('@cloudflare/workers-types').D1Database
    CUSTOMERS: import('@cloudflare/workers-types').D1Database
    CUSTOMERS_1: import('@cloudflare/workers-types').D1Database
    CUSTOMERS_2: import('@cloudflare/workers-types').D1Database
    CUSTOMERS_3: import('@cloudflare/workers-types').D1Database
    CUSTOMERS_4: import('@cloudflare/workers-types').D1Database
  }
  export const exports: { default: { fetch(address: string, init?: RequestInit): Promise<Response> } }
}

declare module 'cloudflare:test' {
  export function applyD1Migrations(
    database: import('@cloudflare/workers-types').D1Database,
    migrations: { name: string; queries: string[] }[],
  ): Promise<void>
  /** Ends the object as the platform does at rest: memory is gone, storage and sockets stay. */
  export function evictDurableObject(object: object): Promise<void>
  /** Runs an object's alarm now; false where none is set. */
  export function runDurableObjectAlarm(object: object): Promise<boolean>
}
