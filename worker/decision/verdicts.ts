import type { DecidedCheck } from '../contract/decision.ts'
import type { Check } from '../contract/playbook.ts'
import type { ZoneClock } from './clock.ts'
import type { CompiledCheck, CompiledPlaybook } from './compile.ts'
import type { Scope } from './scope.ts'

/** A rule holds from its first day to its last; a playbook published later brings all its rules into a historical extract too. */
export function inForce(
  { effectiveFrom, effectiveUntil }: Check,
  clock: ZoneClock,
  { asOf, publishedAt }: { asOf: string; publishedAt: string },
): boolean {
  const day = clock.dayOf(new Date(Math.max(Date.parse(asOf), Date.parse(publishedAt))))
  return effectiveFrom <= day && (effectiveUntil === undefined || day <= effectiveUntil)
}

/**
 * Kleene: does not concern the customer: undefined. Not known whether it does, or whether it holds: not-checked.
 * A `not-checked` that misses nothing is a defect of the rule.
 */
export function answerCheck(compiled: CompiledCheck, scope: Scope): DecidedCheck | undefined {
  const applies = compiled.applies?.evaluate(scope)
  if (applies?.value === false) return undefined
  const answer = applies?.value === 'unknown' ? applies : found(compiled, scope)
  if (!answer) return undefined
  const { id, verdict } = compiled.check
  const by = { true: verdict, false: 'pass', unknown: 'not-checked' } as const
  return { id, verdict: by[`${answer.value}`], missing: answer.missing, basis: checkBasis(compiled) }
}

/** A required step that is not done is found whatever the condition says. */
function found({ check, condition }: CompiledCheck, scope: Scope) {
  const done = scope.values.contact?.steps
  if (check.requires && !done) return { value: 'unknown' as const, missing: ['contact.steps'] }
  const open = check.requires?.some((step) => !done?.includes(step))
  if (open) return { value: true, missing: [] }
  return condition?.evaluate(scope) ?? (check.requires && { value: false, missing: [] })
}

export function checkBasis({ applies, condition }: CompiledCheck): string[] {
  return [...new Set([...(applies?.basis ?? []), ...(condition?.basis ?? [])])]
}

/** Strictest first: block, not-checked where doubt stops, warn, remind, not-checked otherwise, pass; then by id. */
export function byStrictness<T extends DecidedCheck>(checks: readonly T[], compiled: CompiledPlaybook): T[] {
  const rules = new Map(compiled.playbook.checks.map((check) => [check.id, check]))
  const rank = ({ id, verdict }: DecidedCheck) => ranks[strictness(verdict, rules.get(id))]
  return checks.toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
}

/** The one that rules an action, or undefined where there is none. */
export function strictest<T extends DecidedCheck>(
  checks: readonly T[],
  compiled: CompiledPlaybook,
): T | undefined {
  return byStrictness(checks, compiled)[0]
}

const ranks = { block: 0, 'doubt-stops': 1, warn: 2, remind: 3, 'not-checked': 4, pass: 5 }

function strictness(verdict: DecidedCheck['verdict'], rule: Check | undefined): keyof typeof ranks {
  return verdict === 'not-checked' && rule?.inDoubt === 'stop' ? 'doubt-stops' : verdict
}
