import { OpenAPIHono } from '@hono/zod-openapi'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { allowExtension } from './middleware/allow-extension.ts'
import type { AppEnv } from './middleware/context.ts'
import { answerError, refuseInvalid } from './middleware/errors.ts'
import { limitAddress } from './middleware/limit-rate.ts'
import { limitRequest } from './middleware/limit-request.ts'
import { observe } from './middleware/observe.ts'
import { problemResponse, Refusal } from './middleware/problems.ts'
import { protect } from './middleware/protect.ts'
import { addAudit } from './routes/audit.ts'
import { addChangeMoves } from './routes/change-moves.ts'
import { addChanges } from './routes/changes.ts'
import { addDatabases } from './routes/databases.ts'
import { addDecisions } from './routes/decisions.ts'
import { addDocs } from './routes/docs.ts'
import { addFeed } from './routes/feed.ts'
import { addFleet } from './routes/fleet.ts'
import { addHealth } from './routes/health.ts'
import { addIdentifiers } from './routes/identifiers.ts'
import { addIngest } from './routes/ingest.ts'
import { addKeyRotations } from './routes/key-rotations.ts'
import { addLive } from './routes/live.ts'
import { addLoads } from './routes/loads.ts'
import { addMe } from './routes/me.ts'
import { addObjections } from './routes/objections.ts'
import { addOutcomes } from './routes/outcomes.ts'
import { addPlaybook } from './routes/playbook.ts'
import { addPlaybooks } from './routes/playbooks.ts'
import { addPreviews } from './routes/previews.ts'
import { addQuality } from './routes/quality.ts'
import { addRecords } from './routes/records.ts'
import { addResults } from './routes/results.ts'
import { addReveals } from './routes/reveals.ts'
import { addScriptRuns } from './routes/script-runs.ts'
import { addSegmentations } from './routes/segmentations.ts'
import { addSessions } from './routes/sessions.ts'
import { addStepCounts } from './routes/step-counts.ts'
import { addViews } from './routes/views.ts'

const routes = [
  addDocs,
  addHealth,
  addMe,
  addDecisions,
  addOutcomes,
  addObjections,
  addReveals,
  addStepCounts,
  addScriptRuns,
  addPlaybook,
  addPlaybooks,
  addChanges,
  addChangeMoves,
  addAudit,
  addLive,
  addPreviews,
  addResults,
  addQuality,
  addSessions,
  addFleet,
  addFeed,
  addRecords,
  addKeyRotations,
  addIngest,
  addLoads,
  addIdentifiers,
  addDatabases,
  addSegmentations,
  addViews,
]

/** The edge: what every request goes through, and the routes. */
export function createApp(): OpenAPIHono<AppEnv> {
  const app = new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
  app.use(observe(), protect(), limitRequest(), refuseMethod(app))
  app.use('/v1/*', allowExtension(), limitAddress())
  app.use('/readyz', limitAddress())
  app.onError(answerError)
  app.notFound((c) => problemResponse(new Refusal('no-such-route'), c.req.header('accept-language')))
  for (const add of routes) add(app)
  return app
}

const refuseMethod = (app: OpenAPIHono<AppEnv>) =>
  methodNotAllowed({
    app,
    onMethodNotAllowed: (c, methods) => {
      const headers = { allow: methods.join(', ') }
      return problemResponse(new Refusal('method-not-allowed', { headers }), c.req.header('accept-language'))
    },
  })
