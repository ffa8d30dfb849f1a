import * as oauth from 'oauth4webapi'
import type { Policy } from '../policy.ts'

/** How long what a provider says of itself is taken for granted. Milliseconds. */
const KNOWN_FOR = 3_600_000

export type Provider = Pick<Policy, 'issuer' | 'clientId' | 'audience'>

/** A provider as it describes itself, and this browser's clock against its own. */
export interface Known {
  server: oauth.AuthorizationServer
  client: oauth.Client
  transport: { [oauth.allowInsecureRequests]: boolean }
}

const known = new Map<string, { found: Known; at: number }>()

/** Providers on loopback speak plain http; anywhere else that is refused. */
function transportTo(issuer: string): Known['transport'] {
  const { protocol, hostname } = new URL(issuer)
  return {
    [oauth.allowInsecureRequests]: protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname),
  }
}

/** Seconds to add to this browser's clock to have the provider's; 0 where it says no time. */
export function clockSkew(answer: Response, now: number): number {
  const theirs = Date.parse(answer.headers.get('Date') ?? '')
  return Number.isNaN(theirs) ? 0 : Math.round((theirs - now) / 1000)
}

/** After this the provider counts as not reached. Milliseconds. */
const TIMEOUT = 10_000

/** What every request to a provider is sent with. */
export const within = ({ transport }: Pick<Known, 'transport'>) => ({
  ...transport,
  signal: AbortSignal.timeout(TIMEOUT),
})

/** A provider in trouble has refused nothing. @throws TypeError as the browser does where nobody answers */
export function answered(answer: Response): Response {
  if (answer.status >= 500) throw new TypeError(`the provider answers ${answer.status}`)
  return answer
}

const UNREACHED = 'Authorization page could not be loaded.'

/** True where the provider was not reached, by request or by window; else it has refused. */
export const isUnreached = (error: unknown): boolean =>
  error instanceof TypeError ||
  (error instanceof DOMException && error.name === 'TimeoutError') ||
  (error instanceof Error && error.message === UNREACHED)

/** Asks a provider about itself, once an hour. */
export async function discover({ issuer, clientId }: Provider): Promise<Known> {
  const name = `${issuer} ${clientId}`
  const before = known.get(name)
  if (before && Math.abs(Date.now() - before.at) < KNOWN_FOR) return before.found
  const transport = transportTo(issuer)
  const answer = answered(await oauth.discoveryRequest(new URL(issuer), within({ transport })))
  const skew = clockSkew(answer, Date.now())
  const server = await oauth.processDiscoveryResponse(new URL(issuer), answer)
  const client = { client_id: clientId, [oauth.clockSkew]: skew, [oauth.clockTolerance]: 30 }
  const found = { server, client, transport }
  known.set(name, { found, at: Date.now() })
  return found
}
