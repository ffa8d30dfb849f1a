import { createMiddleware } from 'hono/factory'
import * as z from 'zod'
import { type RefusedAttempt, recordRefusal } from '../services/audit/record-refusal.ts'
import type { AppEnv } from './context.ts'
import { Refusal } from './problems.ts'

/**
 * Writes to the audit chain when somebody signed in without the role tries to let a change through. Stands before
 * `authenticate`.
 */
export const auditRoleMissing = (action: RefusedAttempt['action']) =>
  createMiddleware<AppEnv>(async (c, next) => {
    await next()
    if (!(c.error instanceof Refusal) || c.error.id !== 'role-missing') return
    // Only an id goes into the chain, never whatever else a caller put into the address.
    const { data: changeId = 'none' } = z.uuid().safeParse(c.req.param('id'))
    const [by, at] = [c.var.agent.subject, new Date().toISOString()]
    await recordRefusal(c.var.db, { action, changeId, by, at, reason: 'role-missing' })
  })
