import type { ScriptTimes, StepFigures, WordingTimes } from '../../../worker/contract/script-run.ts'

type Told = NonNullable<StepFigures['figures']>

/** Of all times the step was at hand, the share in which it was skipped; null where it never was. */
export const skippedShare = ({ done, skipped }: Told): number | null =>
  done + skipped > 0 ? skipped / (done + skipped) : null

/** The step that stands first by a measure; null where none has any. */
function first(wording: WordingTimes, measure: (told: Told) => number | null) {
  const measured = wording.steps.flatMap(({ stepId, figures }) => {
    const value = figures && measure(figures)
    return value ? [{ stepId, value }] : []
  })
  return measured.toSorted((a, b) => b.value - a.value)[0] ?? null
}

export const longestStep = (wording: WordingTimes) => first(wording, ({ time }) => time?.median ?? null)
export const mostSkipped = (wording: WordingTimes) => first(wording, skippedShare)

/** Longest calls first; those that are not told last. */
export function byTime(scripts: ScriptTimes['scripts']): ScriptTimes['scripts'] {
  const time = ({ wordings }: (typeof scripts)[number]) => wordings[0]?.figures?.time?.median ?? -1
  return scripts.toSorted((a, b) => time(b) - time(a) || (a.scriptId < b.scriptId ? -1 : 1))
}

/** A step in one wording and in another; each null where that has no such step. */
export interface StepPair {
  stepId: string
  now: StepFigures | null
  other: StepFigures | null
}

/** Steps of both, in the order of the first; those of the other alone at the end. */
export function pairsOf(now: WordingTimes, other: WordingTimes | null): StepPair[] {
  const of = (wording: WordingTimes | null, stepId: string) =>
    wording?.steps.find((one) => one.stepId === stepId) ?? null
  const own = now.steps.map(({ stepId }) => stepId)
  const gone = (other?.steps ?? []).map(({ stepId }) => stepId).filter((id) => !own.includes(id))
  return [...own, ...gone].map((stepId) => ({ stepId, now: of(now, stepId), other: of(other, stepId) }))
}

/** Median now less the other's; null where either is not told. */
export function medianChange({ now, other }: StepPair): number | null {
  const [a, b] = [now?.figures?.time?.median, other?.figures?.time?.median]
  return a === undefined || b === undefined ? null : a - b
}
