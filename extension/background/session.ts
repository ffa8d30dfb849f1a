import * as oauth from 'oauth4webapi'
import { Failure } from './failure.ts'
import type { Policy } from './policy.ts'

/** Renewed this long before it ends, so that no request starts with a token about to end. Milliseconds. */
const EARLY = 60_000
/** A sign-in anew is no older than this. Seconds. */
const FRESH = 60
const STORED = 'session'

interface Session {
  issuer: string
  accessToken: string
  expiresAt: number
  subject: string
}

/** Providers on loopback speak plain http; anywhere else that is refused. */
function transport(issuer: string) {
  const { protocol, hostname } = new URL(issuer)
  return {
    [oauth.allowInsecureRequests]: protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname),
  }
}

async function discover(policy: Policy): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(policy.issuer)
  const answer = await oauth.discoveryRequest(issuer, transport(policy.issuer))
  return oauth.processDiscoveryResponse(issuer, answer)
}

/** Authorization code flow with PKCE in the browser's own window for it. */
async function signIn(policy: Policy, interactive: boolean, fresh: boolean): Promise<Session> {
  const server = await discover(policy)
  const client: oauth.Client = { client_id: policy.clientId }
  const [verifier, state, nonce] = [
    oauth.generateRandomCodeVerifier(),
    oauth.generateRandomState(),
    oauth.generateRandomNonce(),
  ]
  const redirect = chrome.identity.getRedirectURL()
  const url = new URL(server.authorization_endpoint ?? '')
  url.search = new URLSearchParams({
    client_id: policy.clientId,
    redirect_uri: redirect,
    response_type: 'code',
    scope: 'openid',
    resource: policy.audience,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    // Whoever holds the provider's cookie need not be the person who signed in.
    ...(fresh && { prompt: 'login', max_age: '0' }),
  }).toString()
  const back = await chrome.identity.launchWebAuthFlow({ url: url.href, interactive })
  const parameters = oauth.validateAuthResponse(server, client, new URL(back ?? ''), state)
  const grant = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    parameters,
    redirect,
    verifier,
    { ...transport(policy.issuer), additionalParameters: { resource: policy.audience } },
  )
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, grant, {
    expectedNonce: nonce,
    // It tells when the person signed in, and is checked to be now.
    ...(fresh && { maxAge: FRESH, requireIdToken: true }),
  })
  return {
    issuer: policy.issuer,
    accessToken: tokens.access_token,
    expiresAt: Date.now() + (tokens.expires_in ?? 60) * 1000,
    subject: oauth.getValidatedIdTokenClaims(tokens)?.sub ?? '',
  }
}

/** Who is signed in. Tokens live in memory and session storage, which ends with the browser. */
export class SessionStore {
  #pending: Promise<Session> | null = null

  /** A valid access token; renews in silence where the provider lets it. Throws a Failure `signed-out`. */
  async token(policy: Policy): Promise<string> {
    const session = await this.#stored()
    if (session?.issuer === policy.issuer && session.expiresAt - EARLY > Date.now())
      return session.accessToken
    return (await this.signIn(policy, false)).accessToken
  }

  /** One flow at a time, however many ask. `fresh`: the person signs in anew, whatever the provider remembers. */
  async signIn(policy: Policy, interactive: boolean, fresh = false): Promise<Session> {
    if (fresh) await this.#pending?.catch(() => undefined)
    this.#pending ??= this.#flow(policy, interactive, fresh).finally(() => {
      this.#pending = null
    })
    return this.#pending
  }

  async subject(): Promise<string | null> {
    return (await this.#stored())?.subject ?? null
  }

  async forget(): Promise<void> {
    await chrome.storage.session.remove(STORED)
  }

  async #flow(policy: Policy, interactive: boolean, fresh: boolean): Promise<Session> {
    try {
      const session = await signIn(policy, interactive, fresh)
      await chrome.storage.session.set({ [STORED]: session })
      return session
    } catch (cause) {
      throw new Failure(cause instanceof TypeError ? 'unreachable' : 'signed-out', cause)
    }
  }

  async #stored(): Promise<Session | null> {
    return ((await chrome.storage.session.get(STORED))[STORED] as Session | undefined) ?? null
  }
}
