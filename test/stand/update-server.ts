import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

/** The folder `serve` of a rollout, handed out as any web server does. */
export interface UpdateServer {
  url: string
  /** Paths asked for so far. */
  asked: string[]
  close(): void
}

export async function openUpdateServer(dir: string): Promise<UpdateServer> {
  const asked: string[] = []
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://127.0.0.1')
    asked.push(pathname)
    const body = await readFile(join(dir, pathname)).catch(() => null)
    const type = pathname.endsWith('.crx') ? 'application/x-chrome-extension' : 'text/xml'
    response.writeHead(body ? 200 : 404, { 'content-type': type })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, asked, close: () => server.close() }
}
