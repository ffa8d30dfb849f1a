import * as oauth from 'oauth4webapi'
import { discover, within } from './provider.ts'
import type { Session } from './session.ts'

/** How long the unseen window is waited for. Milliseconds. */
const WINDOW = 5000

/** Tells the provider that tokens are of no use any more (RFC 7009); a refresh token takes its access tokens with it. */
async function revoke(session: Session): Promise<void> {
  const known = await discover(session)
  const { server, client } = known
  if (!server.revocation_endpoint) return
  for (const token of [session.refreshToken, session.accessToken]) {
    if (!token) continue
    const answer = await oauth.revocationRequest(server, client, oauth.None(), token, within(known))
    // A provider may keep to itself that it revokes no JWT: what it cannot revoke ends by itself.
    await oauth.processRevocationResponse(answer).catch(() => undefined)
  }
}

/** Ends the session at the provider, in a window nobody sees (OpenID Connect RP-Initiated Logout). */
async function endAtProvider(session: Session): Promise<void> {
  const { server } = await discover(session)
  if (!server.end_session_endpoint) return
  const url = new URL(server.end_session_endpoint)
  url.searchParams.set('client_id', session.clientId)
  if (session.idToken) url.searchParams.set('id_token_hint', session.idToken)
  url.searchParams.set('post_logout_redirect_uri', chrome.identity.getRedirectURL())
  await chrome.identity.launchWebAuthFlow({
    url: url.href,
    interactive: false,
    abortOnLoadForNonInteractive: false,
    timeoutMsForNonInteractive: WINDOW,
  })
}

/** What the provider was told of a sign-out; false: it could not be told, and what it gave ends by itself. */
export async function endSession(session: Session): Promise<boolean> {
  const told = await Promise.allSettled([revoke(session), endAtProvider(session)])
  return told.every(({ status }) => status === 'fulfilled')
}
