import { OpenAPIHono } from '@hono/zod-openapi'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { allowExtension } from './middleware/allow-extension.ts'
import type { AppEnv } from './middleware/context.ts'
import { answerError, refuseInvalid } from './middleware/errors.ts'
import { observe } from './middleware/observe.ts'
import { problemResponse, Refusal } from './middleware/problems.ts'
import { protect } from './middleware/protect.ts'
import { addAudit } from './routes/audit.ts'
import { addChangeMoves } from './routes/change-moves.ts'
import { addChanges } from './routes/changes.ts'
import { addDecisions } from './routes/decisions.ts'
import { addDocs } from './routes/docs.ts'
import { addHealth } from './routes/health.ts'
import { addLive } from './routes/live.ts'
import { addMe } from './routes/me.ts'
import { addOutcomes } from './routes/outcomes.ts'
import { addPlaybook } from './routes/playbook.ts'
import { addPlaybooks } from './routes/playbooks.ts'
import { addPreviews } from './routes/previews.ts'
import { addQuality } from './routes/quality.ts'
import { addResults } from './routes/results.ts'
import { addSegmentations } from './routes/segmentations.ts'
import { addStepCounts } from './routes/step-counts.ts'

const routes = [
  addDocs,
  addHealth,
  addMe,
  addDecisions,
  addOutcomes,
  addStepCounts,
  addPlaybook,
  addPlaybooks,
  addChanges,
  addChangeMoves,
  addAudit,
  addLive,
  addPreviews,
  addResults,
  addQuality,
  addSegmentations,
]

/** The edge: what every request goes through, and the routes. */
export function createApp(): OpenAPIHono<AppEnv> {
  const app = new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
  app.use(observe(), protect(), refuseMethod(app))
  app.use('/v1/*', allowExtension())
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
