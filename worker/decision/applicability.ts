import type { CompiledTip } from './compile.ts'
import type { CompiledCondition } from './conditions.ts'
import type { Removal, StepInput } from './step.ts'

type At = Pick<StepInput, 'scope'>

/** Does it make sense for this customer now? */
export const applicability = (one: CompiledTip, at: At): Removal | undefined =>
  doubted(one, at) ?? (one.applicability && held(one.applicability, at))

/** The index takes what is too old for absent. Where something is to be sold, `has(…)` of it is doubt, and doubt withholds. */
const doubted = ({ tip, eligibility }: CompiledTip, at: At): Removal | undefined =>
  tip.marketing && at.scope.values.stale?.length ? held(eligibility, at) : undefined

function held(condition: CompiledCondition, { scope }: At): Removal | undefined {
  const { value, missing } = condition.evaluate(scope)
  if (value === true) return undefined
  if (value === false) return { reason: 'not-applicable', missing }
  return { reason: missing.length > 0 ? 'applicability-unknown' : 'applicability-error', missing }
}
