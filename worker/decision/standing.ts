import type { Decision, TipReason } from '../contract/decision.ts'
import type { ItemRef } from '../contract/item.ts'
import type { CompiledPlaybook } from './compile.ts'
import { scopeOf, soundInput } from './decide.ts'
import type { DecisionInput } from './input.ts'
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

const out: Standing = { outcome: 'out', missing: [] }
const hit: Standing = { outcome: 'hit', missing: [] }

/** How an item stands in a decision that was made with it. Items of other kinds stand nowhere. */
export function standingOf(
  compiled: CompiledPlaybook,
  { kind, itemId }: ItemRef,
  input: DecisionInput,
  decision: Decision,
): Standing {
  if (kind === 'tip') return tipStanding(compiled, itemId, input, decision)
  if (kind === 'segment') return segmentStanding(compiled, itemId, input, decision)
  return kind === 'check' ? checkStanding(compiled, itemId, input) : out
}

function tipStanding(
  compiled: CompiledPlaybook,
  id: string,
  input: DecisionInput,
  { tips, hiddenTips }: Decision,
): Standing {
  if (tips.some((one) => one.id === id)) return hit
  const hidden = hiddenTips.find((one) => one.id === id)
  if (!hidden) return { ...out, ...invalid(compiled, id, input) }
  const { reason, missing } = hidden
  return { outcome: reason.endsWith('-unknown') ? 'unknown' : 'out', missing, reason }
}

/** A tip of which the decision says nothing is not for this moment or contact, or its eligibility is false. */
function invalid(compiled: CompiledPlaybook, id: string, input: DecisionInput): { reason?: TipReason } {
  const one = compiled.tipsById.get(id)
  if (!one) return {}
  const minute = compiled.clock.minuteOf(new Date(input.asOf))
  const askedMinute = compiled.clock.minuteOf(new Date(input.askedAt))
  return { reason: validity(one, { compiled, minute, askedMinute, input })?.reason ?? 'not-eligible' }
}

function segmentStanding(
  compiled: CompiledPlaybook,
  id: string,
  input: DecisionInput,
  { segments }: Decision,
): Standing {
  if (segments.some((one) => one.id === id)) return hit
  const one = compiled.segments.find(({ segment }) => segment.id === id)
  const { value, missing } = one?.condition.evaluate(scopeOf(compiled, soundInput(compiled, input))) ?? {}
  return value === 'unknown' ? { outcome: 'unknown', missing: missing ?? [] } : out
}

/** Of a check on an action or a remark the base knows the customer and nothing of the page: what rests on it is unknown. */
function checkStanding(compiled: CompiledPlaybook, id: string, input: DecisionInput): Standing {
  const check = Object.values(compiled.checks)
    .flat()
    .find((one) => one.check.id === id)
  if (!check || !inForce(check.check, compiled.clock, input)) return out
  if (check.check.on === 'remark') return { outcome: 'unknown', missing: [] }
  const decided = answerCheck(check, scopeOf(compiled, soundInput(compiled, input)))
  if (!decided || decided.verdict === 'pass') return out
  return decided.verdict === 'not-checked' ? { outcome: 'unknown', missing: decided.missing } : hit
}
