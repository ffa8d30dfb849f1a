import type { StepCountBatch } from '../../worker/contract/health.ts'
import type { Outcome } from '../../worker/contract/outcome.ts'
import type { ScriptRun } from '../../worker/contract/script-run.ts'
import type { EdgeClient } from './edge.ts'
import type { Delivery } from './outbox.ts'

/** What agents did with tips and checks. */
export const outcomesTo = (edge: EdgeClient): Delivery<Outcome> => ({
  name: 'outbox',
  atOnce: 200,
  async send(outcomes) {
    const { stored, known, refused } = await edge.outcomes(outcomes)
    for (const { id, why } of refused) console.warn('fineline: outcome refused', id, why)
    return [...stored, ...known, ...refused.map(({ id }) => id)]
  },
})

/** How long the steps of scripts took. */
export const scriptRunsTo = (edge: EdgeClient): Delivery<ScriptRun> => ({
  name: 'script-runs',
  atOnce: 20,
  async send(runs) {
    const { stored, known, refused } = await edge.scriptRuns(runs)
    for (const { id, why } of refused) console.warn('fineline: script run refused', id, why)
    return [...stored, ...known, ...refused.map(({ id }) => id)]
  },
})

/** How well pages were read; a batch is a request of its own. */
export const stepCountsTo = (edge: EdgeClient): Delivery<StepCountBatch> => ({
  name: 'health',
  atOnce: 1,
  async send(batches) {
    for (const batch of batches) {
      const receipt = await edge.stepCounts(batch)
      if (receipt.state === 'refused') console.warn('fineline: counts refused', batch.id, receipt.why)
    }
    return batches.map(({ id }) => id)
  },
})
