import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Facts } from '../../worker/contract/catalogue.ts'
import { checkAction } from '../../worker/decision/check.ts'
import { compilePlaybook, decide } from '../../worker/decision/decide.ts'
import { Scope } from '../../worker/decision/scope.ts'
import { input } from '../decision/playbook.ts'
import { readSpec } from '../decision/spec.ts'
import { playbooks } from './banks.ts'

const pack = playbooks.cn
const compiled = compilePlaybook(pack)
const checks = readSpec<{ asOf: string; facts: Facts }>('pack-cn')

interface RuleCase {
  rule: string
  part?: 'applicability'
  facts: Facts
  value: boolean | 'unknown'
}
const rules = readSpec<{ asOf: string; cases: RuleCase[] }>('pack-rules')
const called = (rule: string, part = 'eligibility') => `${rule} ${part}`
const conditions = new Map([
  ...compiled.segments.map(({ segment, condition }) => [called(segment.id), condition] as const),
  ...compiled.tips.flatMap(({ tip, eligibility, applicability }) => [
    [called(tip.id), eligibility] as const,
    ...(applicability ? [[called(tip.id, 'applicability'), applicability] as const] : []),
  ]),
])

test.each(rules.cases)('$rule $part with $facts: $value', ({ rule, part, facts, value }) => {
  const scope = new Scope(compiled.env, { customer: facts, now: new Date(rules.asOf) })
  expect(conditions.get(called(rule, part))?.evaluate(scope).value).toBe(value)
})

test('every condition of segments and tips stands in a table', () => {
  expect(new Set(rules.cases.map(({ rule, part }) => called(rule, part)))).toEqual(new Set(conditions.keys()))
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
