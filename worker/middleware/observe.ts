import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import { databasesOf } from '../services/databases.ts'
import type { AppEnv } from './context.ts'
import { Refusal } from './problems.ts'

/**
 * Opens the databases for a request, and says afterwards how long it took: in `Server-Timing`, and in one
 * JSON line of log. Neither holds anything that a caller sent but the method, of which workerd knows a fixed list.
 */
export const observe = () =>
  createMiddleware<AppEnv>(async (c, next) => {
    const start = performance.now()
    let d1 = 0
    const requestId = crypto.randomUUID()
    c.set('requestId', requestId)
    const spent = (ms: number) => {
      d1 += ms
    }
    const databases = databasesOf(c.env, spent, originOf(c.req.header('cf-connecting-ip')))
    c.set('db', databases.playbook)
    c.set('databases', databases)
    await next()
    const total = performance.now() - start
    c.header('X-Request-Id', requestId)
    c.header('Server-Timing', `total;dur=${total.toFixed(1)}, d1;dur=${d1.toFixed(1)}`)
    console.log(
      JSON.stringify({
        time: new Date().toISOString(),
        level: c.res.status < 500 ? 'info' : 'error',
        requestId,
        method: c.req.method,
        route: c.res.status === 404 ? 'none' : routePath(c, -1),
        status: c.res.status,
        ms: round(total),
        d1Ms: round(d1),
        ...(c.error ? causeOf(c.error) : {}),
      }),
    )
  })

/** The caller's address as the platform, or the proxy before a Worker of one's own, says it; anything else is nobody's. */
const originOf = (address = '') => (/^[0-9a-f.:]{2,45}$/i.test(address) ? address.toLowerCase() : '')

const round = (ms: number) => Math.round(ms * 10) / 10

/** Which refusal it was; for a failure also where, without messages, which may quote data. */
function causeOf(error: Error): Record<string, unknown> {
  if (error instanceof Refusal && !error.cause) return { problem: error.id }
  const root = error.cause instanceof Error ? error.cause : error
  const frames = (root.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { problem: error.name, cause: root.name, at: frames.slice(0, 5).map((line) => line.trim()) }
}
