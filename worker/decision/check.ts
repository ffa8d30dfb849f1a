import type { Facts } from '../contract/catalogue.ts'
import type { DecidedCheck } from '../contract/decision.ts'
import type { CompiledCheck, CompiledPlaybook } from './compile.ts'
import { customerFacts, type PageValues, pageFacts } from './facts.ts'
import type { Range } from './fold.ts'
import { findPhrases } from './phrases.ts'
import { completeFromProducts } from './products.ts'
import { type Identifier, scanIdentifiers } from './scan.ts'
import { answerCheck, byStrictness, checkBasis } from './verdicts.ts'

export type { PageValues } from './facts.ts'
export { parsePageFields } from './page-fields.ts'
export { byStrictness, strictest } from './verdicts.ts'

/** A check on the remark, with the places in the text that it found. */
export interface DecidedRemarkCheck extends DecidedCheck {
  found: Range[]
}

/**
 * Checks on `submit`, strictest first. `facts` null: the customer's facts could not be had, so every
 * check that names one is not-checked. Throws a RangeError where `asOf` is no instant.
 */
export function checkAction(
  compiled: CompiledPlaybook,
  input: { facts: Facts | null; page: PageValues; asOf: string },
): DecidedCheck[] {
  const { playbook, clock, products } = compiled
  const page = completeFromProducts(input.page, products)
  const scope = {
    customer: customerFacts(input.facts ?? {}, playbook.catalogue, clock),
    page: pageFacts(page, playbook.pageFields, clock),
    now: new Date(input.asOf),
  }
  const checks = compiled.checks
    .filter(({ check }) => check.on === 'submit')
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
  const checks = compiled.checks
    .filter(({ check }) => check.on === 'remark')
    .map((check) => remarkCheck(check, text, identifiers))
  return byStrictness(checks, compiled)
}

function remarkCheck(
  { check, phrases }: CompiledCheck,
  text: string,
  identifiers: Identifier[],
): DecidedRemarkCheck {
  const detect: readonly string[] = check.text?.detect ?? []
  const detected = identifiers.filter(({ kind }) => detect.includes(kind))
  const found = [...findPhrases(text, phrases), ...detected.map(({ start, end }) => ({ start, end }))]
  const verdict = found.length > 0 ? check.verdict : 'pass'
  return { id: check.id, verdict, missing: [], basis: [], found }
}
