import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { Change, ChangeMove, ReasonedMove } from '../contract/change.ts'
import { auditRoleMissing } from '../middleware/audit-role-missing.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { limitBody } from '../middleware/limit-body.ts'
import { approveChange } from '../services/changes/approve.ts'
import { confirmChange } from '../services/changes/confirm.ts'
import { declareChange } from '../services/changes/declare.ts'
import type { Act } from '../services/changes/judge.ts'
import type { LetThrough } from '../services/changes/let-through.ts'
import { putBackChange } from '../services/changes/put-back.ts'
import { submitChange } from '../services/changes/submit.ts'
import type { Database } from '../services/database.ts'
import { announceVersion } from './announce.ts'
import { type MoveName, words } from './change-move-words.ts'
import { bodyProblems, ChangeId, changeProblems, commonProblems, json } from './schemas.ts'

type Work = (db: Database, act: Act) => Promise<Change | LetThrough>

/** A route that does one thing to a change. The body names the revision that the caller had before them. */
function addMove(
  app: OpenAPIHono<AppEnv>,
  action: MoveName,
  body: typeof ChangeMove | typeof ReasonedMove,
  work: Work,
): void {
  const path = `/v1/changes/{id}/${action}` as const
  const audited =
    action === 'approve' || action === 'confirm'
      ? [auditRoleMissing(`change.${action}`, ChangeId.shape.id, 'none')]
      : []
  const route = createRoute({
    method: 'post',
    path,
    ...words[action],
    security: [{ accessToken: [] }],
    middleware: [...audited, authenticate(`POST ${path}`), limitBody()],
    request: { params: ChangeId, body: { required: true, content: json(body) } },
    responses: {
      200: { description: 'The change as it is now', content: json(Change) },
      ...bodyProblems,
      ...commonProblems,
      ...changeProblems,
    },
  })
  app.openapi(route, async (c) => {
    c.header('Cache-Control', 'no-store')
    const who = { by: c.var.agent.subject, at: new Date().toISOString() }
    const act = { ...c.req.valid('json'), ...c.req.valid('param'), ...who }
    return c.json(await told(c, await work(c.var.db, act)), 200)
  })
}

async function told(c: Context<AppEnv>, done: Change | LetThrough): Promise<Change> {
  if (!('announcement' in done)) return done
  await announceVersion(c, done.announcement)
  return done.change
}

export function addChangeMoves(app: OpenAPIHono<AppEnv>): void {
  addMove(app, 'submit', ChangeMove, submitChange)
  addMove(app, 'take-back', ChangeMove, (db, act) => putBackChange(db, 'take-back', act))
  addMove(app, 'discard', ChangeMove, (db, act) => putBackChange(db, 'discard', act))
  addMove(app, 'return', ReasonedMove, (db, act) => putBackChange(db, 'return', act))
  addMove(app, 'approve', ChangeMove, approveChange)
  addMove(app, 'declare', ReasonedMove, declareChange)
  addMove(app, 'confirm', ChangeMove, confirmChange)
}
