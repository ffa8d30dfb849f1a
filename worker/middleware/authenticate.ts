import { createMiddleware } from 'hono/factory'
import type { Role } from '../contract/context.ts'
import { type Settings, settingsOf } from '../env.ts'
import { isEnded } from '../services/sessions/ended.ts'
import { access, type ProtectedRoute } from './access.ts'
import type { AppEnv } from './context.ts'
import { limitAgent } from './limit-rate.ts'
import { Refusal } from './problems.ts'
import { KeysUnavailable } from './provider-keys.ts'
import { type Reading, TokenRefused, verifyToken } from './verify-token.ts'

/**
 * Lets through who holds a token of the provider and one of the roles of that route.
 * @example app.post('/v1/decisions', authenticate('POST /v1/decisions'), handler)
 */
export function authenticate(route: ProtectedRoute) {
  const allowed: readonly Role[] = access[route]
  if (!allowed) throw new Error(`${route} is not in the access table`)
  return createMiddleware<AppEnv>(async (c, next) => {
    const settings = settingsOf(c.env)
    const { OIDC_ISSUER, OIDC_AUDIENCE, OIDC_TOKEN_HEADER } = settings
    const token = tokenIn(c.req.header(OIDC_TOKEN_HEADER), OIDC_TOKEN_HEADER)
    const agent = await verifyToken(token, OIDC_ISSUER, OIDC_AUDIENCE, readingOf(settings)).catch(refuse)
    c.set('agent', agent)
    await limitAgent(c, route, agent.subject)
    const [ended] = await Promise.all([
      isEnded(c.var.databases.playbook, agent, Date.now()),
      c.var.databases.ready(),
    ])
    if (ended) throw new Refusal('session-ended', { headers: challenge('invalid_token') })
    if (!agent.roles.some((role) => allowed.includes(role))) throw roleMissing(allowed)
    await next()
  })
}

const readingOf = (settings: Settings): Reading => ({
  roles: settings.OIDC_ROLES_CLAIM,
  teams: settings.OIDC_TEAMS_CLAIM,
  keysUrl: settings.OIDC_KEYS_URL,
})

/** Cloudflare Access writes the token alone into its header. */
function tokenIn(header: string | undefined, name: Settings['OIDC_TOKEN_HEADER']): string {
  const form = name === 'authorization' ? /^Bearer +([^\s]+)$/i : /^([^\s]+)$/
  const token = form.exec(header ?? '')?.[1]
  if (!token) throw new Refusal('token-missing', { headers: challenge() })
  return token
}

function refuse(error: unknown): never {
  if (error instanceof KeysUnavailable) throw new Refusal('no-identity-provider', {}, { cause: error })
  if (!(error instanceof TokenRefused)) throw error
  throw new Refusal('token-refused', {
    detail: {
      zh: `访问令牌未被接受：${error.reason.zh}。`,
      en: `The access token was not accepted: ${error.reason.en}.`,
    },
    headers: challenge('invalid_token'),
  })
}

function roleMissing(allowed: readonly Role[]): Refusal {
  return new Refusal('role-missing', {
    detail: {
      zh: `需要以下角色之一：${allowed.join('、')}。`,
      en: `One of these roles is needed: ${allowed.join(', ')}.`,
    },
    headers: challenge('insufficient_scope'),
  })
}

const challenge = (error?: string) => ({
  'www-authenticate': error ? `Bearer realm="fineline", error="${error}"` : 'Bearer realm="fineline"',
})
