import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Html } from './html.ts'

export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  body: Buffer
}

export interface Answer {
  status: number
  headers: Record<string, string>
  body: string | Buffer
}

/** One kind of CRM: answers what is its own, null for the rest. */
export type Section = (asked: Asked) => Answer | null

export const respond = (type: string, body: string | Buffer, status = 200): Answer => ({
  status,
  headers: { 'content-type': type },
  body,
})

export const page = ({ markup }: Html, status = 200): Answer =>
  respond('text/html; charset=utf-8', markup, status)

export const json = (value: unknown, status = 200): Answer =>
  respond('application/json; charset=utf-8', JSON.stringify(value), status)

export async function readAsked(request: IncomingMessage): Promise<Asked> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://crm')
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return {
    method: request.method ?? 'GET',
    path: pathname,
    query: searchParams,
    body: Buffer.concat(chunks),
  }
}

export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { 'cache-control': 'no-store', ...headers })
  response.end(body)
}
