import type { DecidedTip, TipStep } from '../contract/decision.ts'
import { budgetLeft } from './budget.ts'
import type { CompiledPlaybook, CompiledTip } from './compile.ts'
import { scopeOf, soundInput } from './decide.ts'
import { type DecisionInput, type Scorer, statedPropensity } from './input.ts'
import type { Answer } from './parts.ts'
import { stepOf } from './reasons.ts'
import type { Scope } from './scope.ts'
import { type Removal, removedBy, type StepInput } from './step.ts'
import { arbitrated, interrupting, scored, stepInput, steps, unknownEligibility } from './tips.ts'
import { validity } from './validity.ts'
import { answerCheck, inForce } from './verdicts.ts'

/** One rule's condition and what it came to. */
export interface ExplainedRule extends Answer {
  id: string
}

/** One tip and every step that would remove it, in order; the first is the one that does. */
export interface ExplainedTip {
  id: string
  removals: (Removal & { step: TipStep })[]
  /** P, C, V, L and their product, whether shown or not. */
  score: Omit<DecidedTip, 'interrupts'>
  /** Place among the shown, from 1; absent where it is not. */
  place?: number
  interrupts: boolean
}

/** Everything that was asked for one customer at one moment, and what came of it. */
export interface Explanation {
  segments: ExplainedRule[]
  tips: ExplainedTip[]
  /** Verdict by rule and what it misses; `applies` tells whether the rule concerns the customer and is in force. */
  checks: (ExplainedRule & { verdict: string; applies: boolean })[]
  /** How many tips each step removed. */
  funnel: Record<TipStep, number>
}

/** The whole funnel of a decision, replayed from its inputs. Asks every rule directly, without the index. */
export function explain(
  compiled: CompiledPlaybook,
  given: DecisionInput,
  scorer: Scorer = statedPropensity,
): Explanation {
  const input = soundInput(compiled, given)
  const scope = scopeOf(compiled, input)
  const at = stepInput(compiled, input, scope)
  const tips = compiled.tips.map((one) => ({
    one,
    removals: removalsOf(one, at),
    score: scored(one, scorer(one.tip, input)),
  }))
  const shown = arbitrated(tips.filter(({ removals }) => removals.length === 0).map(({ score }) => score))
  const placed = interrupting(shown, budgetLeft(compiled.playbook.interruptions, input))
  const places = new Map(placed.map(({ id, interrupts }, at) => [id, { place: at + 1, interrupts }]))
  return {
    segments: compiled.segments.map(({ segment, condition }) => ({
      id: segment.id,
      ...condition.evaluate(scope),
    })),
    tips: tips.map(({ one, removals, score }) => explained(one, removals, score, places)),
    checks: explainChecks(compiled, input, scope),
    funnel: funnelOf(tips, placed),
  }
}

function removalsOf(one: CompiledTip, at: StepInput): ExplainedTip['removals'] {
  const removals = [validity, eligibility, ...steps].flatMap((step) => step(one, at) ?? [])
  return removals.map((removal) => ({ ...removal, step: stepOf[removal.reason] }))
}

function eligibility(one: CompiledTip, { scope }: StepInput): Removal | undefined {
  const { value, missing } = one.eligibility.evaluate(scope)
  if (value === true) return undefined
  return value === 'unknown' ? unknownEligibility(missing) : removedBy('not-eligible')
}

function explained(
  { tip: { id } }: CompiledTip,
  removals: ExplainedTip['removals'],
  { interrupts: _, ...score }: DecidedTip,
  places: ReadonlyMap<string, { place: number; interrupts: boolean }>,
): ExplainedTip {
  return { id, removals, score, interrupts: false, ...places.get(id) }
}

function explainChecks(
  compiled: CompiledPlaybook,
  input: DecisionInput,
  scope: Scope,
): Explanation['checks'] {
  return compiled.checks.customer.map((check) => {
    const id = check.check.id
    const { value, missing } = check.condition?.evaluate(scope) ?? { value: 'unknown', missing: [] }
    const decided = inForce(check.check, compiled.clock, input) ? answerCheck(check, scope) : undefined
    const applies = decided !== undefined
    return { id, value, missing: decided?.missing ?? missing, verdict: decided?.verdict ?? 'pass', applies }
  })
}

function funnelOf(tips: readonly Pick<ExplainedTip, 'removals'>[], placed: readonly DecidedTip[]) {
  const funnel: Record<TipStep, number> = {
    ...{ validity: 0, eligibility: 0, applicability: 0, suitability: 0 },
    ...{
      consent: 0,
      caps: 0,
      control: 0,
      interruption: placed.filter(({ interrupts }) => !interrupts).length,
    },
  }
  for (const { removals } of tips) if (removals[0]) funnel[removals[0].step] += 1
  return funnel
}
