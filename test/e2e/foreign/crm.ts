import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pageAt } from './pages.ts'

/** A CRM of single pages, each with one trait of real ones, and the orders it got: the fields as they were sent. */
export interface ForeignCrm {
  url: string
  orders: string[]
  close(): Promise<void>
}

export function startForeignCrm(): Promise<ForeignCrm> {
  const orders: string[] = []
  const server = createServer(async (request, answer) => {
    const url = new URL(request.url ?? '/', 'http://crm')
    const body = Buffer.concat(await Array.fromAsync(request)).toString()
    const html = { 'content-type': 'text/html; charset=utf-8' }
    if (url.pathname === '/save') {
      orders.push(body || url.search.slice(1))
      return answer.writeHead(200, html).end('已受理')
    }
    const page = pageAt(url)
    answer.writeHead(page === null ? 404 : 200, html).end(page === null ? '' : `<!doctype html><body>${page}`)
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        orders,
        close: () =>
          new Promise((done) => {
            server.closeAllConnections()
            server.close(() => done())
          }),
      }),
    )
  })
}
