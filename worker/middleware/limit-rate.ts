import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { type Budget, type Limits, settingsOf } from '../env.ts'
import { logFailure } from '../jobs/log-failure.ts'
import type { ProtectedRoute } from './access.ts'
import type { AppEnv } from './context.ts'
import { Refusal } from './problems.ts'

/** The limits of wrangler.toml count over so many seconds. */
const PERIOD = 10

/** Before a token is looked at: one address may not keep the edge busy with forgeries. */
export const limitAddress = () =>
  createMiddleware<AppEnv>(async (c, next) => {
    await spend(c, 'ADDRESS_LIMIT', networkOf(c.req.header('cf-connecting-ip') ?? ''))
    await next()
  })

/** After it: what one agent asks, by kind, so that a console that asks too often costs no decision. */
export const limitAgent = (c: Context<AppEnv>, route: ProtectedRoute, subject: string) =>
  spend(c, budgetOf(route), subject)

/** Which of an agent's budgets a route is of. Previews write nothing. */
export function budgetOf(route: ProtectedRoute): Exclude<Budget, 'ADDRESS_LIMIT'> {
  if (route === 'POST /v1/decisions') return 'DECISIONS_LIMIT'
  if (route === 'POST /v1/live/ticket') return 'TICKETS_LIMIT'
  return /^GET|\/previews/.test(route) ? 'READS_LIMIT' : 'WRITES_LIMIT'
}

async function spend(c: Context<AppEnv>, budget: Budget, key: string): Promise<void> {
  if (settingsOf(c.env).RATE_LIMITS === 'off') return
  if (await isSpent(c.env, budget, key))
    throw new Refusal('too-many-requests', { headers: { 'retry-after': String(PERIOD) } })
}

/** A limiter that fails limits nobody: serving customers comes before counting requests. */
async function isSpent(limits: Limits, budget: Budget, key: string): Promise<boolean> {
  try {
    return !(await limits[budget]?.limit({ key }))?.success
  } catch (error) {
    logFailure(budget, error)
    return false
  }
}

/** One house has one IPv4 address, and 2^64 of IPv6 that share their first four groups. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address
  const [before = '', after] = address.toLowerCase().split('::')
  const groups = before.split(':').filter(Boolean)
  const rest = after?.split(':').filter(Boolean) ?? []
  const left = Math.max(0, 8 - groups.length - rest.length)
  const all = after === undefined ? groups : [...groups, ...Array(left).fill('0'), ...rest]
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
