import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net'

export interface Network {
  url: string
  close(): Promise<void>
}

/** One request that went through, and how long its answer took from the edge. Milliseconds. */
export interface Passage {
  path: string
  took: number
}

/** Starts a server on a free loopback port. */
export function listening(
  server: ReturnType<typeof createServer> | ReturnType<typeof createTcpServer>,
): Promise<Network> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () =>
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: () =>
          new Promise((done) => {
            if ('closeAllConnections' in server) server.closeAllConnections()
            server.close(() => done())
          }),
      }),
    )
  })
}

/** A slow line: holds every answer back for as long as `delay` says, so that answers overtake each other. */
export function slowLine(
  edgeUrl: string,
  delay: (path: string) => number,
  passed: (passage: Passage) => void = () => undefined,
): Promise<Network> {
  const { hostname, port } = new URL(edgeUrl)
  const forward = (from: IncomingMessage, to: ServerResponse) => {
    const path = from.url ?? '/'
    const started = performance.now()
    const options = { hostname, port, path, method: from.method, headers: from.headers }
    const onward = request(options, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk) => chunks.push(chunk))
      answer.on('end', () => {
        passed({ path, took: performance.now() - started })
        const send = () => to.writeHead(answer.statusCode ?? 502, answer.headers).end(Buffer.concat(chunks))
        const wait = delay(path)
        if (wait > 0) setTimeout(send, wait)
        else send()
      })
    })
    onward.on('error', () => to.destroy())
    from.pipe(onward)
  }
  return listening(createServer(forward))
}

/** A line that can be cut, sockets that are open on it too, and mended. */
export async function cutLine(edgeUrl: string): Promise<Network & { cut(): void; mend(): void }> {
  let whole = true
  const lines = new Set<{ destroy(): void }>()
  const line = await tappedLine(
    edgeUrl,
    () => undefined,
    (near) => {
      if (!whole) near.destroy()
      lines.add(near)
    },
  )
  const cut = () => {
    whole = false
    for (const near of lines) near.destroy()
    lines.clear()
  }
  const mend = () => {
    whole = true
  }
  return { ...line, cut, mend }
}

/** A line that is listened to: every byte in both directions, heads and bodies. */
export async function tappedLine(
  edgeUrl: string,
  hear: (bytes: Buffer) => void,
  opened: (near: { destroy(): void }) => void = () => undefined,
): Promise<Network> {
  const { hostname, port } = new URL(edgeUrl)
  const sockets = new Set<{ destroy(): void }>()
  const server = createTcpServer((near) => {
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('data', hear)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => sockets.delete(socket))
    }
    near.pipe(far).pipe(near)
    near.on('close', () => far.destroy())
    opened(near)
  })
  const network = await listening(server)
  const close = () => {
    for (const socket of sockets) socket.destroy()
    return network.close()
  }
  return { url: network.url, close }
}
