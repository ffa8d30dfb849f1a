import type { Facts } from '../contract/catalogue.ts'
import type { Decision } from '../contract/decision.ts'
import type { CompiledPlaybook } from './compile.ts'
import { customerFacts } from './facts.ts'
import { arbitrate, type PastOutcome } from './tips.ts'
import { answerCheck, byStrictness } from './verdicts.ts'

export { type CompiledPlaybook, compilePlaybook, PlaybookError } from './compile.ts'
export type { PastOutcome } from './tips.ts'

/** All that a decision rests on; the same input and playbook give the same decision. Moments are ISO instants. */
export interface DecisionInput {
  customerKey: string
  /** Number of the playbook. */
  version: number
  facts: Facts
  factsAsOf: string
  asOf: string
  historical: boolean
  /** ISO 4217. */
  currency: string
  outcomes: PastOutcome[]
}

/** Decides for one customer at one moment. Throws a RangeError where `asOf` is no instant. */
export function decide(compiled: CompiledPlaybook, input: DecisionInput): Decision {
  const { playbook, clock } = compiled
  const { facts, outcomes, version, ...rest } = input
  const now = new Date(input.asOf)
  const scope = { customer: customerFacts(facts, playbook.catalogue, clock), now }
  const checks = compiled.checks
    .filter(({ check }) => check.on === 'customer')
    .flatMap((check) => answerCheck(check, scope) ?? [])
  return {
    ...rest,
    status: 'decided',
    playbookVersion: version,
    facts,
    segments: compiled.segments
      .filter(({ condition }) => condition.evaluate(scope).value === true)
      .map(({ segment, condition }) => ({ id: segment.id, basis: condition.basis })),
    ...arbitrate(compiled, { scope, facts, today: clock.dayOf(now), outcomes }),
    checks: byStrictness(checks, compiled),
  }
}
