import { join } from 'node:path'
import type { JWK } from 'jose'
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import { type Account, accounts } from './identity-accounts.ts'
import { identityStore } from './identity-store.ts'

export const CLIENT_ID = 'fineline-extension'
/** Client of a browser whose person is known beforehand: several people of one stand sign in without a page. */
export const clientOf = (account: string) => `${CLIENT_ID}.${account}`
const ACCESS_TOKEN_S = 600
const TWO_WEEKS_S = 1_209_600

export interface IdentityOptions {
  /** 0 takes any free port. */
  port: number
  extensionIds: string[]
  /** Audience of the access tokens. */
  audience: string
  /** Keys, sessions and tokens are kept here, so that a restart signs nobody out. */
  stateDir?: string
  /** Signs that account (true: `agent-01`), or the one of `login_hint`, in without a page. */
  autoSignIn?: boolean | string
  /** Programs of the bank, which sign in by themselves: with a secret, or with a key whose public half stands here. */
  programs?: readonly Program[]
  /** How long an access token lasts, where not ten minutes. Seconds. */
  accessTokenSeconds?: number
}

export type Program = { id: string } & ({ secret: string } | { publicKey: JWK })

const programClient = (program: Program) => ({
  client_id: program.id,
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
  ...('secret' in program
    ? { client_secret: program.secret, token_endpoint_auth_method: 'client_secret_basic' as const }
    : { jwks: { keys: [program.publicKey] }, token_endpoint_auth_method: 'private_key_jwt' as const }),
})

/** Nobody is asked: who signs out has said so at the bank's own button. */
function signOutAtOnce(ctx: KoaContextWithOIDC, form: string): void {
  const sent = form.replace('</form>', '<input type="hidden" name="logout" value="yes"/></form>')
  ctx.body = `<!doctype html><meta charset="utf-8">${sent}<script>document.forms[0].submit()</script>`
}

export interface Secrets {
  key: JWK
  cookie: string
}

export const redirectUris = ({ extensionIds }: IdentityOptions) =>
  extensionIds.map((id) => `https://${id}.chromiumapp.org/`)

/** The provider's settings: one public client, the made-up accounts, one audience. */
export function identityConfiguration(options: IdentityOptions, { key, cookie }: Secrets): Configuration {
  const origins = options.extensionIds.map((id) => `chrome-extension://${id}`)
  const account = (id: string): Account | undefined => accounts.find((one) => one.id === id)
  return {
    adapter: identityStore(options.stateDir && join(options.stateDir, 'identity-store.json')),
    jwks: { keys: [key] },
    cookies: { keys: [cookie] },
    clients: [
      ...[CLIENT_ID, ...accounts.map(({ id }) => clientOf(id))].map((client_id) => ({
        client_id,
        token_endpoint_auth_method: 'none' as const,
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code' as const],
        redirect_uris: redirectUris(options),
        post_logout_redirect_uris: redirectUris(options),
      })),
      ...(options.programs ?? []).map(programClient),
    ],
    clientBasedCORS: (_ctx, origin) => origins.includes(origin),
    claims: { openid: ['sub'], profile: ['name', 'roles', 'team'] },
    scopes: ['openid', 'profile'],
    findAccount: (_ctx, id) => {
      const found = account(id)
      return found && { accountId: id, claims: () => ({ sub: id, ...claimsOf(found) }) }
    },
    extraTokenClaims: (_ctx, token) => {
      // A token without a person is of a program of the bank.
      if (token.kind === 'ClientCredentials') return { roles: ['service'] }
      const found = 'accountId' in token && account(String(token.accountId))
      return found ? { ...claimsOf(found), teams: [found.team] } : undefined
    },
    interactions: { url: (_ctx, { uid }) => `/sign-in/${uid}` },
    loadExistingGrant: (ctx) => grantAll(ctx, options.audience),
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    ttl: {
      AccessToken: options.accessTokenSeconds ?? ACCESS_TOKEN_S,
      ClientCredentials: options.accessTokenSeconds ?? ACCESS_TOKEN_S,
      IdToken: 3600,
      Interaction: 3600,
      Session: TWO_WEEKS_S,
      Grant: TWO_WEEKS_S,
      RefreshToken: TWO_WEEKS_S,
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      rpInitiatedLogout: { enabled: true, logoutSource: signOutAtOnce },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => options.audience,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: options.audience,
          accessTokenTTL: options.accessTokenSeconds ?? ACCESS_TOKEN_S,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  }
}

const claimsOf = ({ name, roles, team }: Account) => ({ name, roles, team })

/** Consent is the bank's, not the agent's: whoever signs in has granted all there is. */
async function grantAll(ctx: KoaContextWithOIDC, audience: string) {
  const { provider, session, client } = ctx.oidc
  const grantId = client && session?.grantIdFor(client.clientId)
  const known = grantId && (await provider.Grant.find(grantId))
  if (known) return known
  const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId })
  grant.addOIDCScope('openid profile')
  grant.addResourceScope(audience, '')
  await grant.save()
  return grant
}
