import type { Contact } from '../contract/context.ts'
import type { DecidedSegment, Decision } from '../contract/decision.ts'
import { eachBit } from './bits.ts'
import { withinBounds } from './bounds.ts'
import { instantOf } from './clock.ts'
import type { CompiledPlaybook } from './compile.ts'
import { type DecisionInput, type Scorer, statedPropensity } from './input.ts'
import { Scope } from './scope.ts'
import { withoutSecret } from './secret.ts'
import { decideTips } from './tips.ts'
import { withoutGroups } from './too-old.ts'
import { answerCheck, byStrictness, inForce } from './verdicts.ts'

export { type CompiledPlaybook, checkPlaybook, compilePlaybook, PlaybookError } from './compile.ts'
export type { DecisionInput, PastOutcome, Scorer } from './input.ts'

/** Decides for one customer at one moment. Throws a RangeError where `asOf` is no instant. */
export function decide(
  compiled: CompiledPlaybook,
  given: DecisionInput,
  scorer: Scorer = statedPropensity,
): Decision {
  const input = soundInput(compiled, given)
  const scope = scopeOf(compiled, input)
  const matches = compiled.index.match(scope)
  const { customerKey, version, factsAsOf, asOf, historical, currency, facts, refusedAt, stale = {} } = input
  const synthetic = input.synthetic?.filter((name) => facts[name] !== undefined)
  return {
    ...{ customerKey, factsAsOf, asOf, historical, currency },
    ...(refusedAt && { refusedAt }),
    facts: withoutSecret(facts, compiled.secret),
    ...(synthetic?.length && { synthetic }),
    status: 'decided',
    stale: Object.keys(stale),
    staleSince: { ...stale },
    playbookVersion: version,
    segments: segmentsAmong(compiled, matches.yes),
    ...decideTips(compiled, input, scope, matches, scorer),
    checks: customerChecks(compiled, input, scope),
  }
}

/** The input without facts that cannot be. */
export function soundInput({ bounded }: CompiledPlaybook, input: DecisionInput): DecisionInput {
  return { ...input, facts: withinBounds(input.facts, bounded) }
}

/** A customer's values at the moment decided for. */
export function scopeOf(compiled: CompiledPlaybook, input: DecisionInput): Scope {
  const { facts, asOf, askedAt, contact, stale } = input
  const now = instantOf(asOf)
  const minutes = contact && Math.floor((Date.parse(askedAt) - Date.parse(contact.startedAt)) / 60_000)
  return new Scope(compiled.env, {
    customer: facts,
    ...(stale && { stale: withoutGroups(compiled, Object.keys(stale)) }),
    now,
    ...(contact && { contact: contactValues(contact, minutes) }),
  })
}

function contactValues({ channel, direction }: Contact, minutes: number | undefined) {
  return {
    ...(channel && { channel }),
    ...(direction && { direction }),
    ...(minutes !== undefined && { minutes }),
  }
}

function segmentsAmong({ segments, tips }: CompiledPlaybook, yes: Uint32Array): DecidedSegment[] {
  const held: DecidedSegment[] = []
  eachBit(yes, tips.length, tips.length + segments.length, (at) => {
    const one = segments[at - tips.length]
    if (one) held.push({ id: one.segment.id, basis: one.condition.basis })
  })
  return held
}

function customerChecks(compiled: CompiledPlaybook, input: DecisionInput, scope: Scope) {
  const checks = compiled.checks.customer
    .filter(({ check }) => inForce(check, compiled.clock, input))
    .flatMap((check) => answerCheck(check, scope) ?? [])
  return byStrictness(checks, compiled)
}
