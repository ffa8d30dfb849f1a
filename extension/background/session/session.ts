import * as oauth from 'oauth4webapi'
import type { Provider } from './provider.ts'

/** Who is signed in, as kept until the browser ends. */
export interface Session extends Provider {
  accessToken: string
  /** Gives the next access token, once; absent where the provider gives none. */
  refreshToken?: string
  /** Names the session when it is ended at the provider. */
  idToken?: string
  subject: string
  /** By this browser's clock. Milliseconds since 1970. */
  receivedAt: number
  /** How long the access token lasts, however wrong this browser's clock is. Milliseconds. */
  lifetime: number
}

/** Where nothing is said of it. Seconds. */
const SHORT = 60

/** Seconds between the issue and the end of a JWT, by its own two clocks' one; null for another kind of token. */
function ownLifetime(token: string): number | null {
  try {
    const payload = token.split('.')[1] ?? ''
    const { iat, exp } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
    return typeof iat === 'number' && typeof exp === 'number' ? exp - iat : null
  } catch {
    return null
  }
}

/** The shorter of what the provider says and what the token says. Milliseconds. */
export function lifetimeOf(token: string, expiresIn: number | undefined): number {
  const said = [expiresIn, ownLifetime(token) ?? undefined].filter((one) => one !== undefined)
  return Math.max(0, said.length ? Math.min(...said) : SHORT) * 1000
}

/** Renewed this long before its end, so that no request starts with a token about to end. Milliseconds. */
const EARLY = 120_000

/**
 * True while the token may still be used. Only how long ago it came is measured, by one and the same clock; where that
 * clock was put back meanwhile nobody knows, and the token counts as over.
 */
export function isFresh({ receivedAt, lifetime }: Session, now: number): boolean {
  const age = now - receivedAt
  return age >= 0 && age < lifetime - Math.min(EARLY, lifetime / 2)
}

/** The session that tokens make; what a renewal leaves out stays as it was. */
export function sessionOf(
  { issuer, clientId, audience }: Provider,
  tokens: oauth.TokenEndpointResponse,
  before?: Session,
): Session {
  const subject = oauth.getValidatedIdTokenClaims(tokens)?.sub ?? before?.subject ?? ''
  const refreshToken = tokens.refresh_token ?? before?.refreshToken
  const idToken = tokens.id_token ?? before?.idToken
  return {
    ...{ issuer, clientId, audience, subject },
    accessToken: tokens.access_token,
    receivedAt: Date.now(),
    lifetime: lifetimeOf(tokens.access_token, tokens.expires_in),
    ...(refreshToken && { refreshToken }),
    ...(idToken && { idToken }),
  }
}

/** A token of another provider, client or audience is of no use here. */
export const isOf = (session: Provider, { issuer, clientId, audience }: Provider): boolean =>
  session.issuer === issuer && session.clientId === clientId && session.audience === audience
