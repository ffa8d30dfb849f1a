// The part of the platform that Durable Objects stand on; the compiler knows the browser's library alone.

declare module 'cloudflare:workers' {
  export abstract class DurableObject<Env> {
    protected readonly ctx: import('@cloudflare/workers-types').DurableObjectState
    protected readonly env: Env
    constructor(ctx: import('@cloudflare/workers-types').DurableObjectState, env: Env)
  }
}

declare const WebSocketPair: new () => Record<0 | 1, import('@cloudflare/workers-types').WebSocket>

declare const WebSocketRequestResponsePair: new (
  request: string,
  response: string,
) => import('@cloudflare/workers-types').WebSocketRequestResponsePair
