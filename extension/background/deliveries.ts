import type { StepCountBatch } from '../../worker/contract/health.ts'
import type { Outcome } from '../../worker/contract/outcome.ts'
import type { Reveal } from '../../worker/contract/reveal.ts'
import type { ScriptRun } from '../../worker/contract/script-run.ts'
import type { EdgeClient } from './edge.ts'
import { log } from './log.ts'
import type { Said } from './objections.ts'
import type { Delivery } from './outbox.ts'

/** What agents did with tips and checks. */
export const outcomesTo = (edge: EdgeClient): Delivery<Outcome> => ({
  name: 'outbox',
  atOnce: 200,
  async send(outcomes) {
    const { stored, known, refused } = await edge.outcomes(outcomes)
    for (const { id, why } of refused) log('warn', 'outcome refused:', id, why)
    return [...stored, ...known, ...refused.map(({ id }) => id)]
  },
})

/** What customers said of targeted tips, in the order in which they said it. */
export const objectionsTo = (
  edge: Pick<EdgeClient, 'objection'>,
  delivered: (said: Said) => Promise<void>,
): Delivery<Said> => ({
  name: 'objection',
  atOnce: 50,
  async send(all) {
    for (const said of all.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      await edge.objection(said)
      await delivered(said)
    }
    return all.map(({ id }) => id)
  },
})

/** What was held in the clear. */
export const revealsTo = (edge: Pick<EdgeClient, 'reveals'>): Delivery<Reveal> => ({
  name: 'reveal',
  atOnce: 200,
  send: async (reveals) => (await edge.reveals(reveals)).stored,
})

/** How long the steps of scripts took. */
export const scriptRunsTo = (edge: EdgeClient): Delivery<ScriptRun> => ({
  name: 'script-runs',
  atOnce: 20,
  async send(runs) {
    const { stored, known, refused } = await edge.scriptRuns(runs)
    for (const { id, why } of refused) log('warn', 'script run refused:', id, why)
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
      if (receipt.state === 'refused') log('warn', 'counts refused:', batch.id, receipt.why)
    }
    return batches.map(({ id }) => id)
  },
})
