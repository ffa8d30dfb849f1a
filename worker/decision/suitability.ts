import type { Facts } from '../contract/catalogue.ts'
import type { CompiledTip } from './compile.ts'
import type { Removal, StepInput } from './step.ts'

type Reason = 'above-grade' | 'assessment-invalid' | 'age-unsuitable' | 'amount-unsuitable'
/** Names of the facts that a question needs and lacks, or the answer. */
type Answer = { unsuitable: boolean } | { missing: string[] }

/**
 * Does the customer suit it? Product grade against customer grade, assessment in force, age, amount (Measures for
 * Suitability Management, NFRA Order No. 7 of 2025, Articles 12 and 29). What is known to be unsuitable decides; else
 * a missing fact leaves it unknown. Deposits carry no grade.
 */
export function suitability(one: CompiledTip, at: StepInput): Removal | undefined {
  if (!one.product && !one.tip.ages) return undefined
  const missing: string[] = []
  for (const [reason, ask] of questions) {
    const answer = ask(one, at)
    if ('missing' in answer) missing.push(...answer.missing)
    else if (answer.unsuitable) return { reason, missing: [] }
  }
  return missing.length > 0 ? { reason: 'suitability-unknown', missing: [...new Set(missing)] } : undefined
}

/** Facts that tips with a product or ages rest on; the catalogue must declare them. */
export const suitabilityFacts = {
  grade: 'risk_grade',
  assessedOn: 'risk_assessed_on',
  age: 'age',
  assets: 'total_assets',
} as const

const suits: Answer = { unsuitable: false }

const questions: readonly [Reason, (one: CompiledTip, at: StepInput) => Answer][] = [
  ['above-grade', grade],
  ['assessment-invalid', assessment],
  ['age-unsuitable', age],
  ['amount-unsuitable', amount],
]

function grade({ product }: CompiledTip, { input }: StepInput): Answer {
  if (!product || product.kind === 'deposit') return suits
  const own = number(input.facts, suitabilityFacts.grade)
  return own === undefined ? lacks('grade') : { unsuitable: product.grade > own }
}

function assessment({ product }: CompiledTip, { input, compiled, scope }: StepInput): Answer {
  if (!product || product.kind === 'deposit') return suits
  const day = input.facts[suitabilityFacts.assessedOn]
  const start = typeof day === 'string' ? compiled.clock.startOf(day) : undefined
  if (!start) return lacks('assessedOn')
  const { assessmentMonths } = compiled.playbook.suitability
  const { now } = scope.values
  return { unsuitable: start > now || compiled.clock.monthsBetween(start, now) >= assessmentMonths }
}

function age({ tip: { ages } }: CompiledTip, { input }: StepInput): Answer {
  if (!ages) return suits
  const years = number(input.facts, suitabilityFacts.age)
  if (years === undefined) return lacks('age')
  return { unsuitable: years < (ages.min ?? 0) || years > (ages.max ?? Number.POSITIVE_INFINITY) }
}

/** Whole numbers beyond 2^53 would lose the smallest unit, so the products are of BigInts. */
function amount({ product }: CompiledTip, { input, compiled }: StepInput): Answer {
  if (!product || product.minimum === 0) return suits
  const assets = number(input.facts, suitabilityFacts.assets)
  if (assets === undefined) return lacks('assets')
  const share = BigInt(compiled.playbook.suitability.amountShare)
  return { unsuitable: BigInt(product.minimum) * 100n > BigInt(assets) * share }
}

const lacks = (name: keyof typeof suitabilityFacts): Answer => ({
  missing: [`customer.${suitabilityFacts[name]}`],
})

const number = (facts: Facts, name: string) =>
  Number.isSafeInteger(facts[name]) ? (facts[name] as number) : undefined
