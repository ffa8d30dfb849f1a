import type { ActionKind } from '../contract/action.ts'
import type { Facts } from '../contract/catalogue.ts'
import type { DecidedCheck } from '../contract/decision.ts'
import type { Check } from '../contract/playbook.ts'
import { withinBounds } from './bounds.ts'
import { instantOf } from './clock.ts'
import type { CompiledCheck, CompiledPlaybook } from './compile.ts'
import type { ContactValues, PageValues } from './facts.ts'
import type { Range } from './fold.ts'
import { completeFromProducts } from './products.ts'
import { type Identifier, scanIdentifiers } from './scan.ts'
import { Scope } from './scope.ts'
import { union } from './text/places.ts'
import type { Said } from './text/scan-text.ts'
import { withoutGroups } from './too-old.ts'
import { answerCheck, byStrictness, checkBasis, inForce } from './verdicts.ts'

export type { PageValues } from './facts.ts'
export { parsePageFields } from './page-fields.ts'
export { byStrictness, strictest } from './verdicts.ts'

/** A check on the remark, with the places in the text that it found; those that overlap are one. */
export interface DecidedRemarkCheck extends DecidedCheck {
  found: Range[]
}

/** An action that an agent is about to do. Moments are ISO instants. */
export interface ActionInput {
  kind: ActionKind
  /** Null: the customer's facts could not be had. */
  facts: Facts | null
  /** Attributes left out of the facts since they are too old to be rested on. */
  stale?: readonly string[] | undefined
  page: PageValues
  contact?: ContactValues | undefined
  asOf: string
  /** When the playbook was published. */
  publishedAt: string
}

/**
 * Checks on a guarded action of one kind, strictest first. Without facts every check that names one is not-checked.
 * Throws a RangeError where `asOf` is no instant.
 */
export function checkAction(compiled: CompiledPlaybook, input: ActionInput): DecidedCheck[] {
  const scope = new Scope(compiled.env, {
    customer: withinBounds(input.facts ?? {}, compiled.bounded),
    page: completeFromProducts(input.page, compiled.products),
    ...(input.contact && { contact: input.contact }),
    ...(input.stale && { stale: withoutGroups(compiled, input.stale) }),
    now: instantOf(input.asOf),
  })
  const checks = compiled.checks.action
    .filter(({ check }) => check.actions.includes(input.kind) && inForce(check, compiled.clock, input))
    .flatMap((check) => (input.facts ? undefined : withoutFacts(check)) ?? answerCheck(check, scope) ?? [])
  return byStrictness(checks, compiled)
}

/** `has(customer.x)` would be false without facts; that nobody could look must not read as an answer. */
function withoutFacts(compiled: CompiledCheck): DecidedCheck | undefined {
  const basis = checkBasis(compiled)
  const missing = basis.map((name) => `customer.${name}`)
  return basis.length > 0 ? { id: compiled.check.id, verdict: 'not-checked', missing, basis } : undefined
}

/** Checks on `remark` over what is typed, strictest first. */
export function checkRemark(compiled: CompiledPlaybook, text: string): DecidedRemarkCheck[] {
  const identifiers = scanIdentifiers(text)
  const said = compiled.text?.scan(text)
  const checks = compiled.checks.remark.map(({ check }) =>
    compiled.text || !asksForPhrases(check)
      ? remarkCheck(check, identifiers, said?.get(check.id))
      : { id: check.id, verdict: 'not-checked' as const, missing: [], basis: [], found: [] },
  )
  return byStrictness(checks, compiled)
}

const asksForPhrases = ({ text }: Check) => (text?.phrases.length ?? 0) + (text?.required?.length ?? 0) > 0

function remarkCheck(check: Check, identifiers: Identifier[], said: Said | undefined): DecidedRemarkCheck {
  const detect: readonly string[] = check.text?.detect ?? []
  const detected = identifiers.filter(({ kind }) => detect.includes(kind))
  const found = union([...(said?.forbidden ?? []), ...detected])
  const lacking = check.text?.required !== undefined && !said?.required
  const verdict = found.length > 0 || lacking ? check.verdict : 'pass'
  return { id: check.id, verdict, missing: [], basis: [], found }
}
