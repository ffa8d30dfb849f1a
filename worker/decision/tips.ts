import type { DecidedTip, Decision, HiddenTip } from '../contract/decision.ts'
import { applicability } from './applicability.ts'
import { bitsFor, eachBit, hasBit, setBit } from './bits.ts'
import { budgetLeft } from './budget.ts'
import { capLedger, caps } from './caps.ts'
import type { CompiledPlaybook, CompiledTip } from './compile.ts'
import type { Matches } from './condition-index.ts'
import type { CompiledCondition } from './conditions.ts'
import { consent } from './consent.ts'
import { control } from './control.ts'
import type { DecisionInput, Scorer } from './input.ts'
import type { Scope } from './scope.ts'
import type { Removal, Step, StepInput } from './step.ts'
import { suitability } from './suitability.ts'
import { validity } from './validity.ts'

/** After eligibility, in this order; the first that speaks names the reason. */
export const steps: readonly Step[] = [applicability, suitability, consent, caps, control]

type DecidedTips = Pick<Decision, 'tips' | 'hiddenTips' | 'hiddenCounts'>

export function stepInput(compiled: CompiledPlaybook, input: DecisionInput, scope: Scope): StepInput {
  const today = compiled.clock.dayOf(scope.values.now)
  return { compiled, input, scope, today, ledger: capLedger(compiled, input) }
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
  const first = compiled.segments.length
  const among = (bits: Uint32Array, visit: (one: CompiledTip, place: number) => void) =>
    eachBit(bits, first, first + compiled.tips.length, (place) => {
      const one = compiled.tips[place - first]
      if (one && hasBit(valid, place - first)) visit(one, place)
    })
  among(matches.yes, (one) => {
    const removal = removalOf(one, at)
    if (removal) hiddenTips.push({ id: one.tip.id, ...removal })
    else shown.push(scored(one, scorer(one.tip, input)))
  })
  among(matches.unknown, ({ tip: { id }, eligibility }, place) => {
    const missing =
      namesIn(eligibility, compiled.index.missingOf(place)) ?? eligibility.evaluate(scope).missing
    hiddenTips.push({ id, ...unknownEligibility(missing) })
  })
  const eligibility = count - shown.length - hiddenTips.length
  return {
    tips: interrupting(arbitrated(shown), budgetLeft(compiled.playbook.interruptions, input)),
    hiddenTips: hiddenTips.toSorted(byId),
    hiddenCounts: { validity: compiled.tips.length - count, eligibility },
  }
}

function removalOf(one: CompiledTip, at: StepInput): Removal | undefined {
  for (const step of steps) {
    const removal = step(one, at)
    if (removal) return removal
  }
  return undefined
}

export function unknownEligibility(missing: string[]): Removal {
  return { reason: missing.length > 0 ? 'eligibility-unknown' : 'eligibility-error', missing }
}

/** Names in the order in which the condition names them; what is no fact of the customer comes last. */
function namesIn({ basis }: CompiledCondition, names: string[] | undefined): string[] | undefined {
  if (names === undefined || names.length < 2) return names
  const place = (name: string) =>
    (basis.indexOf(name.slice('customer.'.length)) + basis.length) % (basis.length + 1)
  return [...new Set(names)].toSorted((a, b) => place(a) - place(b))
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Best first; a total order, whatever order the tips came in. */
export function arbitrated(tips: readonly DecidedTip[]): DecidedTip[] {
  return tips.toSorted((a, b) => b.score - a.score || byId(a, b))
}

/** The best may ask for attention while the budget lasts; the rest wait in the panel. */
export function interrupting(tips: readonly DecidedTip[], budget: number): DecidedTip[] {
  return tips.map((tip, at) => ({ ...tip, interrupts: at < budget }))
}

export function scored({ tip, eligibility, applicability }: CompiledTip, propensity: number): DecidedTip {
  const { context, value, lever } = tip.score
  const basis = applicability
    ? [...new Set([...eligibility.basis, ...applicability.basis])]
    : eligibility.basis
  const score = propensity * context * value * lever
  return { id: tip.id, score, propensity, context, value, lever, interrupts: false, basis }
}

interface ValidTips {
  key: string
  valid: Uint32Array
  count: number
}

/** Validity does not depend on the customer: agents of one team ask with the same day and contact all day long. */
const known = new WeakMap<CompiledPlaybook, ValidTips>()

function validTips(at: StepInput): ValidTips {
  const { compiled, input, today } = at
  const { roles, teams } = input.agent
  const key = JSON.stringify([today, input.contact?.channel, roles, teams])
  const before = known.get(compiled)
  if (before?.key === key) return before
  const fresh = { key, valid: bitsFor(compiled.tips.length), count: 0 }
  for (const [place, one] of compiled.tips.entries()) {
    if (validity(one, at)) continue
    setBit(fresh.valid, place)
    fresh.count += 1
  }
  known.set(compiled, fresh)
  return fresh
}
