import { DurableObject } from 'cloudflare:workers'

/** The edge's own floor: hibernating sockets and a plain loop. */
export class Bare extends DurableObject<unknown> {
  async fetch(request: Request): Promise<Response> {
    if (request.method === 'POST') return this.#broadcast(await request.text())
    const { 0: near, 1: far } = new WebSocketPair()
    this.ctx.acceptWebSocket(far)
    return new Response(null, { status: 101, webSocket: near } as ResponseInit)
  }

  #broadcast(text: string): Response {
    for (const socket of this.ctx.getWebSockets()) socket.send(text)
    return new Response(null, { status: 204 })
  }
}
