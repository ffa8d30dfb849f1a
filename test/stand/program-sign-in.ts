import type { JWK } from 'jose'
import * as oauth from 'oauth4webapi'
import type { Identity } from './identity.ts'

/** How a program of the bank shows the provider who it is. */
export type Credential = { secret: string } | { privateKey: JWK }

async function authentication(credential: Credential): Promise<oauth.ClientAuth> {
  if ('secret' in credential) return oauth.ClientSecretBasic(credential.secret)
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('jwk', credential.privateKey, algorithm, false, ['sign'])
  return oauth.PrivateKeyJwt({ key, kid: String(credential.privateKey.kid) })
}

/** An access token for a program, without any person: client credentials (RFC 6749, 4.4). */
export async function programToken(
  { issuer, audience }: Pick<Identity, 'issuer' | 'audience'>,
  id: string,
  credential: Credential,
): Promise<string> {
  const loopback = { [oauth.allowInsecureRequests]: true }
  const found = await oauth.discoveryRequest(new URL(issuer), loopback)
  const server = await oauth.processDiscoveryResponse(new URL(issuer), found)
  const client = { client_id: id }
  const asked = { resource: audience }
  const shown = await authentication(credential)
  const answer = await oauth.clientCredentialsGrantRequest(server, client, shown, asked, loopback)
  return (await oauth.processClientCredentialsResponse(server, client, answer)).access_token
}
