import { type Agent, request as ask, type IncomingMessage } from 'node:http'
import type { FuzzAnswer } from './judge.ts'
import type { FuzzRequest } from './requests.ts'

/** An answer that comes before the whole body was sent closes the connection, and may be lost with it: counted as unsent. */
const TRIES = 3
const isCut = (error: NodeJS.ErrnoException) => error.code === 'ECONNRESET' || error.code === 'EPIPE'

/** As bytes on a socket: a client of the web would put many an address right. Null where it cannot be sent at all. */
export async function sendTo(
  ...[url, agent, request, authorization]: Parameters<typeof sendOnce>
): Promise<Omit<FuzzAnswer, 'written'> | null> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await sendOnce(url, agent, request, authorization)
    } catch (error) {
      if (!isCut(error as NodeJS.ErrnoException)) throw error
      if (left === 1) return null
    }
  }
}

function sendOnce(
  url: string,
  agent: Agent,
  { method, path, headers, body }: FuzzRequest,
  authorization: string | null,
): Promise<Omit<FuzzAnswer, 'written'> | null> {
  const { hostname, port } = new URL(url)
  const start = performance.now()
  return new Promise((resolve, reject) => {
    const length = body ? { 'content-length': String(body.length) } : {}
    const all = { ...(authorization && { authorization }), ...length, ...headers }
    const options = {
      hostname,
      port,
      method,
      path: encodeURI(path).replaceAll('%25', '%'),
      headers: all,
      agent,
    }
    const heard = async (answer: IncomingMessage) => {
      const chunks: Buffer[] = []
      for await (const chunk of answer) chunks.push(chunk)
      const get = (name: string) => (answer.headers[name] as string | undefined) ?? null
      const took = performance.now() - start
      resolve({
        status: answer.statusCode ?? 0,
        headers: { get },
        body: Buffer.concat(chunks).toString(),
        took,
      })
    }
    try {
      const outgoing = ask(options, (answer) => heard(answer).catch(reject))
      outgoing.on('upgrade', (answer, socket) => {
        socket.destroy()
        resolve({ status: answer.statusCode ?? 0, headers: { get: () => 'nosniff' }, body: '', took: 0 })
      })
      outgoing.on('error', reject)
      outgoing.end(body ?? undefined)
    } catch {
      resolve(null)
    }
  })
}
