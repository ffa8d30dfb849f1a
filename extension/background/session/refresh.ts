import * as oauth from 'oauth4webapi'
import { answered, discover, within } from './provider.ts'
import { type Session, sessionOf } from './session.ts'

/**
 * The next session for a refresh token, which is used up by that.
 * @throws what `isUnreached` knows: then nobody can say whether it is; anything else: it is no good
 */
export async function refresh(session: Session, refreshToken: string): Promise<Session> {
  const known = await discover(session)
  const { server, client } = known
  const options = { ...within(known), additionalParameters: { resource: session.audience } }
  const answer = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, options)
  return sessionOf(
    session,
    await oauth.processRefreshTokenResponse(server, client, answered(answer)),
    session,
  )
}
