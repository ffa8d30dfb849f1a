import { createMiddleware } from 'hono/factory'
import { noteRefusal } from '../services/segmentation/publish.ts'
import type { AppEnv } from './context.ts'
import { Refusal } from './problems.ts'

/**
 * Writes to the audit chain when somebody signed in without the role tries to let a run go live. Stands before
 * `authenticate`.
 */
export const auditRunRoleMissing = () =>
  createMiddleware<AppEnv>(async (c, next) => {
    await next()
    if (!(c.error instanceof Refusal) || c.error.id !== 'role-missing') return
    // Only a number goes into the chain, never whatever else a caller put into the address.
    const id = Number(c.req.param('id'))
    const act = {
      id: Number.isSafeInteger(id) ? id : 0,
      by: c.var.agent.subject,
      at: new Date().toISOString(),
    }
    await noteRefusal(c.var.db, act, 'role-missing')
  })
