import type { ScriptRun } from '../../../worker/contract/script-run.ts'
import { LONGEST_STEP } from '../../../worker/contract/script-run.ts'
import type { Language } from '../../../worker/contract/text.ts'

/** What became of a step; `variant` as in a decision's words: '' for the standard ones. */
export interface Ended {
  outcome: 'done' | 'skipped'
  variant: string
}

/** A script on its way in the contact of one tab. Holds ids and times, and no customer. Moments are ISO instants. */
export interface Walk {
  readonly runId: string
  /** When the contact began: the walk is of no other. */
  readonly contact: string
  readonly scriptId: string
  readonly version: number
  /** The script as it stood: another wording is another script. */
  readonly text: string
  /** Language of what is read out; null: the agent's own. */
  readonly spoken: Language | null
  /** Since when the step at hand is at hand. */
  readonly since: string
  readonly ended: Readonly<Record<string, Ended>>
  /** Seconds spent on each step so far. */
  readonly seconds: Readonly<Record<string, number>>
}

/** What each move needs to know of a step. */
export interface StepAtHand {
  id: string
  required: boolean
  variant: string
}

/** The first step that is neither done nor skipped; undefined where all are. */
export const atHand = <T extends { id: string }>({ ended }: Walk, steps: readonly T[]): T | undefined =>
  steps.find(({ id }) => !ended[id])

/** Time on the step at hand is counted to it, and begins anew. */
function timed(walk: Walk, steps: readonly StepAtHand[], now: Date): Walk {
  const step = atHand(walk, steps)
  if (!step) return { ...walk, since: now.toISOString() }
  const spent = Math.max(0, now.getTime() - Date.parse(walk.since)) / 1000
  const seconds = { ...walk.seconds, [step.id]: (walk.seconds[step.id] ?? 0) + spent }
  return { ...walk, seconds, since: now.toISOString() }
}

/**
 * The step at hand is done or skipped. The same walk where that is no longer the step at hand, or it is required and
 * would be skipped.
 */
export function ending(
  walk: Walk,
  steps: readonly StepAtHand[],
  stepId: string,
  outcome: Ended['outcome'],
  now: Date,
): Walk {
  const step = atHand(walk, steps)
  if (step?.id !== stepId || (outcome === 'skipped' && step.required)) return walk
  const { variant } = step
  return { ...timed(walk, steps, now), ended: { ...walk.ended, [stepId]: { outcome, variant } } }
}

/** One step back: the last that was ended is at hand again. */
export function goingBack(walk: Walk, steps: readonly StepAtHand[], now: Date): Walk {
  const at = atHand(walk, steps)
  const before = at ? steps.slice(0, steps.indexOf(at)) : steps
  const last = before.findLast(({ id }) => walk.ended[id])
  if (!last) return walk
  const { [last.id]: _, ...ended } = walk.ended
  return { ...timed(walk, steps, now), ended }
}

/**
 * What is told of a walk that is over; null where nothing was done.
 * @param ids steps of the script, in order: those that do not concern the customer are among them and were not ended
 */
export function runOf(
  walk: Walk,
  ids: readonly string[],
  { day, finished }: Pick<ScriptRun, 'day' | 'finished'>,
): ScriptRun | null {
  const steps = ids.flatMap((stepId) => {
    const one = walk.ended[stepId]
    if (!one) return []
    const seconds = Math.min(LONGEST_STEP, Math.round(walk.seconds[stepId] ?? 0))
    return [{ stepId, outcome: one.outcome, seconds, ...(one.variant && { variant: one.variant }) }]
  })
  if (!steps.length) return null
  return {
    ...{ id: walk.runId, playbookVersion: walk.version, scriptId: walk.scriptId, day, finished },
    steps: steps as [(typeof steps)[number]],
  }
}
