import type { DecidedTip, Decision, HiddenTip } from '../contract/decision.ts'
import { applicability } from './applicability.ts'
import { bitsFor, eachBit, hasBit } from './bits.ts'
import { budgetLeft } from './budget.ts'
import { capLedger, caps } from './caps.ts'
import type { CompiledPlaybook, CompiledTip } from './compile.ts'
import type { Matches } from './condition-index.ts'
import { consent } from './consent.ts'
import { control } from './control.ts'
import type { DecisionInput, Scorer } from './input.ts'
import type { Scope } from './scope.ts'
import type { Removal, Step, StepInput } from './step.ts'
import { suitability } from './suitability.ts'
import { validTips } from './valid-tips.ts'

/** After eligibility, in this order; the first that speaks names the reason. */
export const steps: readonly Step[] = [applicability, suitability, consent, caps, control]

type DecidedTips = Pick<Decision, 'tips' | 'hiddenTips' | 'hiddenCounts'>

export function stepInput(compiled: CompiledPlaybook, input: DecisionInput, scope: Scope): StepInput {
  const minute = compiled.clock.minuteOf(scope.values.now)
  const askedMinute = compiled.clock.minuteOf(new Date(input.askedAt))
  return {
    compiled,
    input,
    scope,
    today: minute.slice(0, 10),
    minute,
    askedMinute,
    ledger: capLedger(compiled, input),
  }
}

/** Takes every tip through the steps; shown ones by P×C×V×L, equal ones by id. */
export function decideTips(
  compiled: CompiledPlaybook,
  input: DecisionInput,
  scope: Scope,
  matches: Matches,
  scorer: Scorer,
): DecidedTips {
  const at = stepInput(compiled, input, scope)
  const { valid, count } = validTips(at)
  const [shown, hiddenTips]: [DecidedTip[], HiddenTip[]] = [[], []]
  eachBit(candidates(matches, valid), 0, compiled.tips.length, (place) => {
    const one = compiled.tips[place] as CompiledTip
    const removal = hasBit(matches.yes, place) ? removalOf(one, at) : unknownAt(place, at)
    if (removal) hiddenTips.push({ id: one.tip.id, reason: removal.reason, missing: removal.missing })
    else shown.push(scored(one, scorer(one.tip, input)))
  })
  const eligibility = count - shown.length - hiddenTips.length
  const left = budgetLeft(compiled.playbook.interruptions, input)
  return {
    tips: interrupting(arbitrated(shown), left),
    hiddenTips,
    hiddenCounts: { validity: compiled.tips.length - count, eligibility },
  }
}

/** Valid tips whose eligibility holds or cannot be told. */
export function candidates({ yes, unknown }: Matches, valid: Uint32Array): Uint32Array {
  const either = bitsFor(valid.length * 32)
  for (let word = 0; word < valid.length; word++) {
    either[word] = ((yes[word] as number) | (unknown[word] as number)) & (valid[word] as number)
  }
  return either
}

/** What takes a tip whose eligibility holds away, if anything does. */
export function removalOf(one: CompiledTip, at: StepInput): Removal | undefined {
  for (const step of steps) {
    const removal = step(one, at)
    if (removal) return removal
  }
  return undefined
}

/** Why the eligibility of the tip at that place cannot be told. */
export function unknownAt(place: number, { compiled, scope }: StepInput): Removal {
  const { eligibility } = compiled.tips[place] as CompiledTip
  const names = compiled.index.missingOf(place)
  if (names === undefined) return unknownEligibility(eligibility.evaluate(scope).missing)
  return unknownEligibility(names)
}

export function unknownEligibility(missing: string[]): Removal {
  return { reason: missing.length > 0 ? 'eligibility-unknown' : 'eligibility-error', missing }
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Best first; a total order, whatever order the tips came in. */
export function arbitrated(tips: readonly DecidedTip[]): DecidedTip[] {
  return tips.toSorted((a, b) => b.score - a.score || byId(a, b))
}

/** The best may ask for attention while the budget lasts; the rest wait in the panel. */
export function interrupting(tips: readonly DecidedTip[], budget: number): DecidedTip[] {
  return tips.map((tip, at) => (at < budget ? { ...tip, interrupts: true } : tip))
}

export function scored({ tip, basis }: CompiledTip, propensity: number): DecidedTip {
  const { context, value, lever } = tip.score
  const score = propensity * context * value * lever
  return { id: tip.id, score, propensity, context, value, lever, interrupts: false, basis }
}
