import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { listening, type Network } from './network.ts'

/** What a bank's network may do to one request. */
export interface Fate {
  /**
   * `twice`: the edge gets the request twice, as from a proxy that tries again, and the second answer comes back.
   * `old`: the answer to an earlier request of that path comes back, as from a broken cache. `error`: 503.
   * `cut`: the edge has answered, and half of it arrives. `silent`: nothing comes back.
   */
  kind: 'pass' | 'twice' | 'old' | 'error' | 'cut' | 'silent'
  /** How long the answer is held back, so that answers overtake each other. Milliseconds. */
  delay: number
}

/** A request as it comes to the line. */
export interface Asked {
  path: string
  body: string
}

interface Answer {
  status: number
  headers: IncomingMessage['headers']
  body: Buffer
}

const bytesOf = async (from: IncomingMessage): Promise<Buffer> => Buffer.concat(await Array.fromAsync(from))

function ask(edgeUrl: string, from: IncomingMessage, sent: Buffer): Promise<Answer> {
  const { hostname, port } = new URL(edgeUrl)
  const { url: path = '/', method, headers } = from
  return new Promise((resolve, reject) => {
    // A connection of its own: one that was kept may have been closed by the edge meanwhile.
    const onward = request({ hostname, port, path, method, headers, agent: false }, async (answer) => {
      const body = await bytesOf(answer)
      resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body })
    })
    onward.on('error', reject)
    onward.end(sent)
  })
}

function give(to: ServerResponse, { status, headers, body }: Answer, cut: boolean): void {
  const { 'transfer-encoding': _, ...rest } = headers
  to.writeHead(status, { ...rest, 'content-length': body.length })
  if (!cut) to.end(body)
  else to.write(body.subarray(0, body.length / 2), () => to.destroy())
}

const FAILED: Answer = { status: 503, headers: {}, body: Buffer.alloc(0) }

/** A line on which every request meets the fate that is drawn for it. */
export function roughLine(edgeUrl: string, fateOf: (asked: Asked) => Fate): Promise<Network> {
  const before = new Map<string, Answer>()
  const forward = async (from: IncomingMessage, to: ServerResponse) => {
    const sent = await bytesOf(from)
    const path = from.url ?? '/'
    const { kind, delay } = fateOf({ path, body: sent.toString() })
    const old = kind === 'old' ? before.get(path) : undefined
    if (kind === 'twice') await ask(edgeUrl, from, sent)
    const answer = kind === 'error' ? FAILED : (old ?? (await ask(edgeUrl, from, sent)))
    if (answer.status === 200 && !old) before.set(path, answer)
    if (kind !== 'silent') setTimeout(() => give(to, answer, kind === 'cut'), delay)
  }
  return listening(createServer((from, to) => void forward(from, to).catch(() => to.destroy())))
}
