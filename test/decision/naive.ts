import { Environment } from '@marcbachmann/cel-js'
import type { Facts } from '../../worker/contract/catalogue.ts'
import type { DecidedTip, HiddenTip } from '../../worker/contract/decision.ts'
import type { Playbook, Tip } from '../../worker/contract/playbook.ts'
import type { DecisionInput } from '../../worker/decision/input.ts'

type Truth = boolean | 'unknown'
const DAY = 86_400_000

/** Kleene's three values over CEL's own whole-text evaluation: no dividing, no index, nothing of ours. */
function truthOf(text: string, facts: Facts): Truth {
  const bigints = Object.entries(facts).map(([name, value]) => [
    name,
    typeof value === 'number' ? BigInt(value) : value,
  ])
  const cel = new Environment({ unlistedVariablesAreDyn: true })
  try {
    return cel.evaluate(text, { customer: Object.fromEntries(bigints) }) === true
  } catch {
    return 'unknown'
  }
}

function hiddenBy(tip: Tip, playbook: Playbook, input: DecisionInput): HiddenTip['reason'] | undefined {
  const { facts } = input
  const today = new Date(Date.parse(input.asOf) + 8 * 3_600_000).toISOString().slice(0, 10)
  const applies = truthOf(tip.applicability ?? 'true', facts)
  if (applies !== true) return applies ? 'applicability-unknown' : 'not-applicable'
  const product = playbook.products.find(({ code }) => code === tip.product)
  if (product && Number(facts.risk_grade) < product.grade) return 'above-grade'
  if (tip.ages && (Number(facts.age) < (tip.ages.min ?? 0) || Number(facts.age) > (tip.ages.max ?? 999)))
    return 'age-unsuitable'
  const unknown = (product && facts.risk_grade === undefined) || (tip.ages && facts.age === undefined)
  if (unknown) return 'suitability-unknown'
  if (tip.marketing && facts.marketing_consent !== true)
    return facts.marketing_consent === false ? 'no-consent' : 'consent-unknown'
  if (tip.marketing && String(facts.do_not_call_until ?? '') >= today) return 'do-not-call'
  return capped(tip, playbook, input)
}

function capped(tip: Tip, { caps, tips }: Playbook, input: DecisionInput): HiddenTip['reason'] | undefined {
  const answers = input.outcomes.filter(({ kind }) => ['accepted', 'deferred', 'dismissed'].includes(kind))
  const since = (days: number) => Date.parse(input.asOf) - days * DAY
  const own = answers.filter(({ customerKey }) => customerKey === input.customerKey)
  const same = own.filter(({ subjectId, at }) => subjectId === tip.id && Date.parse(at) > since(tip.cap.days))
  if (same.length >= tip.cap.max) return 'cap-tip'
  for (const cap of caps.filter(({ categories }) => categories.includes(tip.category))) {
    const given = cap.per === 'customer' ? own : answers.filter(({ agent }) => agent === input.agent.subject)
    const counted = given.filter(({ subjectId, at }) => {
      const category = tips.find(({ id }) => id === subjectId)?.category
      return category && cap.categories.includes(category) && Date.parse(at) > since(cap.days)
    })
    if (counted.length >= cap.max) return `cap-${cap.per}`
  }
  return undefined
}

/** The answer of a decision, worked out rule by rule as the guide describes it. */
export function naive(playbook: Playbook, input: DecisionInput) {
  const held = (text: string) => truthOf(text, input.facts)
  const eligible = playbook.tips.map((tip) => ({ tip, truth: held(tip.eligibility) }))
  const hidden = eligible.flatMap(({ tip, truth }) => {
    const reason = truth === 'unknown' ? 'eligibility-unknown' : truth && hiddenBy(tip, playbook, input)
    return reason ? [{ id: tip.id, reason }] : []
  })
  const shown = eligible
    .filter(({ tip, truth }) => truth === true && !hidden.some(({ id }) => id === tip.id))
    .map(({ tip }) => ({ id: tip.id, score: product(tip.score) }))
  return {
    segments: playbook.segments
      .filter(({ condition }) => held(condition) === true)
      .sort((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1))
      .map(({ id }) => id),
    tips: shown.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).map(({ id }) => id),
    hidden: hidden.sort((a, b) => (a.id < b.id ? -1 : 1)),
    checks: Object.fromEntries(playbook.checks.map(({ id, condition = 'true' }) => [id, held(condition)])),
  }
}

const product = ({ propensity, context, value, lever }: Tip['score']): DecidedTip['score'] =>
  propensity * context * value * lever
