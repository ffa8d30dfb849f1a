import { importJWK, type JWK, SignJWT } from 'jose'
import { LiveTicket, ToBrowser } from '../../../worker/contract/live.ts'

/** Where the edge is, and how to be somebody there. */
export interface Place {
  url: string
  origin: string
  issuer: string
  audience: string
  signingKey: JWK
}

/** Something heard, and when. Milliseconds of `performance.now()`. */
interface Heard {
  text: string
  at: number
}

/** One connected browser. */
export interface Agent {
  socket: WebSocket
  token: string
  heard: Heard[]
}

/** At most so many are opened at once: what is measured comes later. */
const AT_ONCE = 50

/** Does something for each, some at a time. */
export async function each<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const queue = [...items.entries()]
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await act(next[1])
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return results
}

/** An access token of somebody in that team, as the bank's provider would sign it. */
export async function tokenOf(place: Place, agent: string, team: string): Promise<string> {
  const { issuer, audience, signingKey } = place
  const header = { alg: 'RS256', typ: 'at+jwt', kid: String(signingKey.kid) }
  return new SignJWT({ roles: ['agent'], teams: [team] })
    .setProtectedHeader(header)
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(agent)
    .setIssuedAt()
    .setExpirationTime('2h')
    .sign(await importJWK(signingKey, 'RS256'))
}

/** Opens a socket and keeps all that comes. */
export function listen(address: string, origin: string): Promise<Pick<Agent, 'socket' | 'heard'>> {
  return new Promise((resolve, reject) => {
    // Node's own takes headers in the place of protocols.
    const options = { headers: { origin } } as unknown as string[]
    const socket = new WebSocket(address.replace('http', 'ws'), options)
    const heard: Heard[] = []
    socket.onmessage = ({ data }) => heard.push({ text: String(data), at: performance.now() })
    socket.onopen = () => resolve({ socket, heard })
    socket.onerror = () => reject(new Error(`no socket at ${address}`))
  })
}

/** Connects as a browser does: a ticket, then the socket. */
export async function connect(place: Place, token: string, have: number): Promise<Agent> {
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(`${place.url}/v1/live/ticket`, { method: 'POST', headers })
  const { ticket } = LiveTicket.parse(await answer.json())
  return { token, ...(await listen(`${place.url}/v1/live?ticket=${ticket}&have=${have}`, place.origin)) }
}

/** How often an agent heard of that version, and when first. */
export function hearings({ heard }: Pick<Agent, 'heard'>, version: number): number[] {
  return heard.flatMap(({ text, at }) => {
    const message = ToBrowser.parse(JSON.parse(text))
    return message.type === 'playbook' && message.version === version ? [at] : []
  })
}
