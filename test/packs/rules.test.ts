import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assemblePlaybook } from '../../db/packs/assemble.ts'
import type { Facts } from '../../worker/contract/catalogue.ts'
import { checkAction, checkRemark, type PageValues } from '../../worker/decision/check.ts'
import { compilePlaybook, decide } from '../../worker/decision/decide.ts'
import { Scope } from '../../worker/decision/scope.ts'
import { buildTextTables } from '../../worker/decision/text/build-tables.ts'
import { marked } from '../decision/marked.ts'
import { input } from '../decision/playbook.ts'
import { readSpec } from '../decision/spec.ts'

const pack = assemblePlaybook()
const compiled = compilePlaybook(pack, buildTextTables(pack))

interface CheckCase {
  check: string
  facts?: Record<string, unknown>
  page?: Record<string, unknown>
  asOf?: string
  /** Null: not listed, for it does not concern the customer. */
  verdict: string | null
  missing?: string[]
}
const checks = readSpec<{ asOf: string; facts: Facts; page: PageValues; cases: CheckCase[] }>('pack-checks')

/** The ordinary customer or page with some values changed; null takes one away. */
const changed = (base: object, changes: object = {}) =>
  Object.fromEntries(Object.entries({ ...base, ...changes }).filter(([, value]) => value !== null))

function decidedCheck({ check, facts, page, asOf = checks.asOf }: CheckCase) {
  const on = {
    facts: changed(checks.facts, facts) as Facts,
    page: changed(checks.page, page) as PageValues,
    asOf,
  }
  const all = [
    ...checkAction(compiled, { kind: 'order', publishedAt: input.publishedAt, ...on }),
    ...decide(compiled, { ...input, ...on }).checks,
  ]
  return all.find(({ id }) => id === check)
}

test.each(checks.cases)('check $check with $facts, $page at $asOf: $verdict', (one) => {
  const decided = decidedCheck(one)
  expect(decided?.verdict ?? null).toBe(one.verdict)
  expect(decided?.missing ?? []).toEqual(one.missing ?? [])
})

const remarks = readSpec<{ cases: { text: string; check?: string }[] }>('pack-remark')

test.each(remarks.cases)('remark "$text": $check', ({ text, check }) => {
  const { plain, ranges } = marked(text)
  const found = checkRemark(compiled, plain).filter(({ verdict }) => verdict !== 'pass')
  expect(found.map(({ id, found }) => ({ id, found }))).toEqual(check ? [{ id: check, found: ranges }] : [])
})

interface RuleCase {
  rule: string
  facts: Facts
  value: boolean | 'unknown'
}
const rules = readSpec<{ asOf: string; cases: RuleCase[] }>('pack-rules')
const conditions = new Map([
  ...compiled.segments.map(({ segment, condition }) => [segment.id, condition] as const),
  ...compiled.tips.map(({ tip, eligibility }) => [tip.id, eligibility] as const),
])

test.each(rules.cases)('$rule with $facts: $value', ({ rule, facts, value }) => {
  const scope = new Scope(compiled.env, { customer: facts, now: new Date(rules.asOf) })
  expect(conditions.get(rule)?.evaluate(scope).value).toBe(value)
})

test('every rule of the pack stands in a table', () => {
  const asked = [...checks.cases, ...remarks.cases].map(({ check }) => check)
  expect(new Set(asked.filter(Boolean))).toEqual(new Set(pack.checks.map(({ id }) => id)))
  expect(new Set(rules.cases.map(({ rule }) => rule))).toEqual(new Set(conditions.keys()))
})

const full = fc.record({
  age: fc.integer({ min: 18, max: 90 }),
  risk_grade: fc.integer({ min: 1, max: 5 }),
  risk_assessed_on: fc.constantFrom('2025-11-23', '2025-11-24', '2026-10-01'),
  risk_assessments_today: fc.integer({ min: 0, max: 3 }),
  risk_assessments_12m: fc.integer({ min: 6, max: 9 }),
  total_assets: fc.integer({ min: 0, max: 90_000_000 }),
  highest_holding_grade: fc.integer({ min: 1, max: 5 }),
  marketing_consent: fc.boolean(),
  personalisation_consent: fc.boolean(),
  loan_status: fc.constantFrom('A', 'B', 'C', 'D'),
  in_default: fc.boolean(),
})
const page = fc.record({ product_code: fc.constantFrom(...pack.products.map(({ code }) => code)) })

/** Rules that ask whether a fact is known answer without it, and say so by asking. */
const asksWhetherKnown = pack.checks
  .filter(({ applies, condition }) => `${applies} ${condition}`.includes('has(customer.'))
  .map(({ id }) => id)

test('a fact that goes missing leaves a verdict or makes it not-checked; it never makes a pass', () => {
  const amount = fc.integer({ min: 0, max: 90_000_000 })
  const gone = fc.subarray(Object.keys(checks.facts))
  fc.assert(
    fc.property(full, page, amount, gone, (facts, { product_code }, amount, gone) => {
      const on = { page: { product_code, amount }, asOf: checks.asOf }
      const verdicts = (known: Facts) =>
        new Map(
          [
            ...checkAction(compiled, { kind: 'order', publishedAt: input.publishedAt, ...on, facts: known }),
            ...decide(compiled, { ...input, ...on, facts: known }).checks,
          ].map(({ id, verdict }) => [id, verdict]),
        )
      const before = verdicts(facts)
      const left = Object.fromEntries(Object.entries(facts).filter(([name]) => !gone.includes(name)))
      for (const [id, verdict] of verdicts(left)) {
        if (!asksWhetherKnown.includes(id)) expect([before.get(id), 'not-checked']).toContain(verdict)
      }
    }),
    { numRuns: 300 },
  )
})
