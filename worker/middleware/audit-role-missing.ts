import { createMiddleware } from 'hono/factory'
import type { z } from 'zod'
import { recordRefusal, type SecondPersonAction } from '../services/audit/record-refusal.ts'
import type { AppEnv } from './context.ts'
import { Refusal } from './problems.ts'

/**
 * Writes to the audit chain when somebody signed in without the role tries what takes a second person. Stands before
 * `authenticate`.
 * @param id what an id of it looks like: only an id goes into the chain, never whatever else stood in the address
 * @param unknown goes there instead
 */
export const auditRoleMissing = (
  action: SecondPersonAction,
  id: z.ZodType<string | number>,
  unknown: string,
) =>
  createMiddleware<AppEnv>(async (c, next) => {
    await next()
    if (!(c.error instanceof Refusal) || c.error.id !== 'role-missing') return
    const { data = unknown } = id.safeParse(c.req.param('id'))
    const [by, at] = [c.var.agent.subject, new Date().toISOString()]
    await recordRefusal(c.var.databases.playbook, {
      action,
      id: String(data),
      by,
      at,
      reason: 'role-missing',
    })
  })
