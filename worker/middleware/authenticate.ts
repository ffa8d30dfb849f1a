import { createMiddleware } from 'hono/factory'
import type { Role } from '../contract/context.ts'
import { settingsOf } from '../env.ts'
import { access, type ProtectedRoute } from './access.ts'
import type { AppEnv } from './context.ts'
import { limitAgent } from './limit-rate.ts'
import { Refusal } from './problems.ts'
import { KeysUnavailable } from './provider-keys.ts'
import { TokenRefused, verifyToken } from './verify-token.ts'

/**
 * Lets through who holds a token of the provider and one of the roles of that route.
 * @example app.post('/v1/decisions', authenticate('POST /v1/decisions'), handler)
 */
export function authenticate(route: ProtectedRoute) {
  const allowed: readonly Role[] = access[route]
  if (!allowed) throw new Error(`${route} is not in the access table`)
  return createMiddleware<AppEnv>(async (c, next) => {
    const { OIDC_ISSUER, OIDC_AUDIENCE } = settingsOf(c.env)
    const token = bearer(c.req.header('authorization'))
    const agent = await verifyToken(token, OIDC_ISSUER, OIDC_AUDIENCE).catch(refuse)
    c.set('agent', agent)
    await limitAgent(c, route, agent.subject)
    if (!agent.roles.some((role) => allowed.includes(role))) throw roleMissing(allowed)
    await next()
  })
}

function bearer(header: string | undefined): string {
  const token = /^Bearer +([^\s]+)$/i.exec(header ?? '')?.[1]
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
