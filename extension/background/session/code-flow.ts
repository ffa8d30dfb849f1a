import * as oauth from 'oauth4webapi'
import { answered, discover, type Known, type Provider, within } from './provider.ts'
import { type Session, sessionOf } from './session.ts'

/** How somebody signs in. `fresh`: the provider asks for their presence anew, whoever is signed in there. */
export interface Manner {
  interactive: boolean
  fresh?: boolean
}

/** After a fresh sign-in the presence may lie so long back. Seconds. */
const PRESENT = 60

const scopeFor = ({ scopes_supported: scopes = [] }: oauth.AuthorizationServer): string =>
  scopes.includes('offline_access') ? 'openid offline_access' : 'openid'

async function secrets() {
  const verifier = oauth.generateRandomCodeVerifier()
  return {
    verifier,
    challenge: await oauth.calculatePKCECodeChallenge(verifier),
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
  }
}

type Secrets = Awaited<ReturnType<typeof secrets>>

function address(
  { server }: Known,
  provider: Provider,
  { challenge, state, nonce }: Secrets,
  fresh: boolean,
): string {
  const url = new URL(server.authorization_endpoint ?? '')
  const asked = {
    client_id: provider.clientId,
    redirect_uri: chrome.identity.getRedirectURL(),
    response_type: 'code',
    scope: scopeFor(server),
    resource: provider.audience,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...{ state, nonce },
    ...(fresh && { prompt: 'login', max_age: '0' }),
  }
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
  return url.href
}

/** Authorization code flow with PKCE in the browser's own window for it. */
export async function codeFlow(provider: Provider, { interactive, fresh = false }: Manner): Promise<Session> {
  const known = await discover(provider)
  const { server, client } = known
  const made = await secrets()
  const url = address(known, provider, made, fresh)
  const back = await chrome.identity.launchWebAuthFlow({ url, interactive })
  const parameters = oauth.validateAuthResponse(server, client, new URL(back ?? ''), made.state)
  const redirect = chrome.identity.getRedirectURL()
  const grant = await oauth.authorizationCodeGrantRequest(
    ...([server, client, oauth.None(), parameters, redirect, made.verifier] as const),
    { ...within(known), additionalParameters: { resource: provider.audience } },
  )
  const expected = { expectedNonce: made.nonce, ...(fresh && { maxAge: PRESENT }) }
  return sessionOf(
    provider,
    await oauth.processAuthorizationCodeResponse(server, client, answered(grant), expected),
  )
}
