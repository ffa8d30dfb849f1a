import { createHash, randomBytes } from 'node:crypto'
import type { Identity } from './identity.ts'
import { CLIENT_ID } from './identity-configuration.ts'

export interface Tokens {
  accessToken: string
  refreshToken: string
}

/**
 * Walks the whole authorization code flow as a browser would, and returns the access token.
 * The provider must have been started with `autoSignIn`.
 */
export async function signInByHttp(identity: Identity, { agent = 'agent-01' } = {}): Promise<string> {
  return (await signInForTokens(identity, agent)).accessToken
}

/** As `signInByHttp`, with the refresh token. */
export async function signInForTokens(identity: Identity, agent: string): Promise<Tokens> {
  const verifier = randomBytes(32).toString('base64url')
  const code = await authorise(identity, agent, verifier)
  const { redirectUri } = identity
  return redeem(identity, {
    grant_type: 'authorization_code',
    redirect_uri: redirectUri,
    code,
    code_verifier: verifier,
  })
}

/** New tokens for a refresh token, which is used up. */
export const refresh = (identity: Identity, refreshToken: string): Promise<Tokens> =>
  redeem(identity, { grant_type: 'refresh_token', refresh_token: refreshToken })

async function redeem({ issuer }: Identity, grant: Record<string, string>): Promise<Tokens> {
  const body = new URLSearchParams({ client_id: CLIENT_ID, ...grant })
  const answer = await fetch(`${issuer}/token`, { method: 'POST', body })
  const tokens = (await answer.json()) as Record<string, string>
  if (!answer.ok) throw new Error(`no access token: ${tokens.error_description}`)
  return { accessToken: tokens.access_token ?? '', refreshToken: tokens.refresh_token ?? '' }
}

async function authorise(identity: Identity, agent: string, verifier: string): Promise<string> {
  const query = new URLSearchParams({
    client_id: CLIENT_ID,
    response_type: 'code',
    scope: 'openid profile',
    redirect_uri: identity.redirectUri,
    resource: identity.audience,
    login_hint: agent,
    code_challenge_method: 'S256',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  })
  const end = await follow(`${identity.issuer}/auth?${query}`, identity.redirectUri)
  const code = end.searchParams.get('code')
  if (!code) throw new Error(`sign-in failed: ${end.searchParams.get('error_description')}`)
  return code
}

/** Follows redirects with cookies until they leave for the redirect URI. */
async function follow(from: string, until: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let address = new URL(from)
  while (!address.href.startsWith(until)) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(address, { redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';', 1)[0]?.split(/=(.*)/s) ?? []
      cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (!location) throw new Error(`sign-in stopped with ${answer.status} at ${address.pathname}`)
    address = new URL(location, address)
  }
  return address
}
