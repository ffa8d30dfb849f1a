import type { TipReason } from '../contract/decision.ts'
import type { CompiledPlaybook, CompiledTip } from './compile.ts'
import type { DecisionInput } from './input.ts'
import type { Ranked } from './ranking.ts'
import type { Scope } from './scope.ts'
import type { Removal, StepInput } from './step.ts'
import { removalOf } from './tips.ts'
import { validity } from './validity.ts'
import { answerCheck, inForce } from './verdicts.ts'

/** What came of one item for one customer. */
export interface Standing {
  /** Shown, held, finding something; `unknown` where nobody can tell. */
  outcome: 'hit' | 'out' | 'unknown'
  missing: readonly string[]
  /** Of a tip: why it is not shown. */
  reason?: TipReason
}

export const OUT: Standing = { outcome: 'out', missing: [] }
export const HIT: Standing = { outcome: 'hit', missing: [] }

/** How a tip stands whose way through the steps is known. @param own undefined: it did not reach them */
export function tipStanding(one: CompiledTip, own: Ranked | Removal | undefined, at: StepInput): Standing {
  if (own && 'score' in own) return HIT
  const { reason, missing } = own ?? validity(one, at) ?? { reason: 'not-eligible' as const, missing: [] }
  return { outcome: reason.endsWith('-unknown') ? 'unknown' : 'out', missing, reason }
}

/** True where a tip is shown, asked by itself. */
export function isShown(one: CompiledTip, at: StepInput): boolean {
  return !validity(one, at) && one.eligibility.evaluate(at.scope).value === true && !removalOf(one, at)
}

export function segmentStanding({ segments }: CompiledPlaybook, id: string, scope: Scope): Standing {
  const one = segments.find(({ segment }) => segment.id === id)
  const { value, missing } = one?.condition.evaluate(scope) ?? { value: false, missing: [] }
  if (value === 'unknown') return { outcome: 'unknown', missing }
  return value ? HIT : OUT
}

/** Of a check on an action or a remark the base knows the customer and nothing of the page: what rests on it is unknown. */
export function checkStanding(
  compiled: CompiledPlaybook,
  id: string,
  input: DecisionInput,
  scope: Scope,
): Standing {
  const check = Object.values(compiled.checks)
    .flat()
    .find((one) => one.check.id === id)
  if (!check || !inForce(check.check, compiled.clock, input)) return OUT
  if (check.check.on === 'remark') return { outcome: 'unknown', missing: [] }
  const decided = answerCheck(check, scope)
  if (!decided || decided.verdict === 'pass') return OUT
  return decided.verdict === 'not-checked' ? { outcome: 'unknown', missing: decided.missing } : HIT
}
