import type { Facts } from '../contract/catalogue.ts'
import type { DecidedTip, HiddenTip, TipReason } from '../contract/decision.ts'
import type { Outcome } from '../contract/outcome.ts'
import type { Tip } from '../contract/playbook.ts'
import type { CompiledPlaybook, CompiledTip } from './compile.ts'
import type { Scope } from './conditions.ts'

/** What was done before with this customer's tips and checks. `at` is an ISO instant. */
export type PastOutcome = Pick<Outcome, 'subject' | 'subjectId' | 'kind' | 'at'>

/** What the steps look at. `today` is the as-of day in the bank's time zone. */
export interface TipInput {
  scope: Scope
  facts: Facts
  today: string
  outcomes: readonly PastOutcome[]
}

export interface ArbitratedTips {
  tips: DecidedTip[]
  hiddenTips: HiddenTip[]
  hiddenCount: number
}

type Hidden = { reason: TipReason; missing: string[] }
type Step = (tip: Tip, input: TipInput) => TipReason | undefined

/** After the condition, in this order; the first that speaks names the reason. */
const steps: readonly Step[] = [validity, consent, doNotCall, cap]

/** Takes every tip through the steps; shown ones by P×C×V×L, equal ones by id. */
export function arbitrate(compiled: CompiledPlaybook, input: TipInput): ArbitratedTips {
  const judged = compiled.tips.map((tip) => ({ ...tip, judgement: judge(tip, input) }))
  const tips = judged.filter(({ judgement }) => judgement === 'shown').map(scored)
  const hiddenTips = judged.flatMap(({ tip: { id }, judgement }) =>
    typeof judgement === 'string' ? [] : [{ id, ...judgement }],
  )
  return {
    tips: tips.toSorted((a, b) => b.score - a.score || byId(a, b)),
    hiddenTips: hiddenTips.toSorted(byId),
    hiddenCount: judged.length - tips.length - hiddenTips.length,
  }
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)

/** `counted`: not for this customer, or not known whether and out of its time anyway. */
function judge({ tip, condition }: CompiledTip, input: TipInput): 'shown' | 'counted' | Hidden {
  const { value, missing } = condition.evaluate(input.scope)
  if (value === false || (value === 'unknown' && validity(tip, input))) return 'counted'
  if (value === 'unknown') return { reason: missing.length > 0 ? 'fact-missing' : 'condition-error', missing }
  const [reason] = steps.flatMap((step) => step(tip, input) ?? [])
  if (!reason) return 'shown'
  return { reason, missing: reason === 'consent-unknown' ? ['customer.marketing_consent'] : [] }
}

function validity({ from, until }: Tip, { today }: TipInput): TipReason | undefined {
  if (from && today < from) return 'not-yet-valid'
  return until && today > until ? 'expired' : undefined
}

function consent({ marketing }: Tip, { facts }: TipInput): TipReason | undefined {
  if (!marketing || facts.marketing_consent === true) return undefined
  return facts.marketing_consent === false ? 'no-consent' : 'consent-unknown'
}

/** No date means none was registered; the day itself still counts. */
function doNotCall({ marketing }: Tip, { facts, today }: TipInput): TipReason | undefined {
  const until = facts.do_not_call_until
  return marketing && typeof until === 'string' && until >= today ? 'do-not-call' : undefined
}

const answers: readonly string[] = ['accepted', 'deferred', 'dismissed'] satisfies Outcome['kind'][]

/** Later answers count too: over a historical extract the as-of clock stands still while agents answer. */
function cap({ id, cap: { max, days } }: Tip, { outcomes, scope }: TipInput): TipReason | undefined {
  const since = scope.now.getTime() - days * 86_400_000
  const given = outcomes.filter(
    ({ subject, subjectId, kind, at }) =>
      subject === 'tip' && subjectId === id && answers.includes(kind) && Date.parse(at) > since,
  )
  return given.length >= max ? 'cap-reached' : undefined
}

function scored({ tip, condition }: CompiledTip): DecidedTip {
  const { propensity, context, value, lever } = tip.score
  const score = propensity * context * value * lever
  return { id: tip.id, score, propensity, context, value, lever, basis: condition.basis }
}
