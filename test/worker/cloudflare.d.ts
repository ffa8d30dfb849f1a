declare module 'cloudflare:workers' {
  export const env: import('../../worker/env.ts').Env & {
    DB: import('@cloudflare/workers-types').D1Database
  }
  export const exports: { default: { fetch(address: string, init?: RequestInit): Promise<Response> } }
}

declare module 'cloudflare:test' {
  export function applyD1Migrations(
    database: import('@cloudflare/workers-types').D1Database,
    migrations: { name: string; queries: string[] }[],
  ): Promise<void>
}
