import { expect, test } from 'vitest'
import { assemblePlaybook } from '../../db/packs/assemble.ts'
import type { Facts } from '../../worker/contract/catalogue.ts'
import { checkAction, checkRemark, type PageValues } from '../../worker/decision/check.ts'
import { compilePlaybook, decide } from '../../worker/decision/decide.ts'
import { customerFacts } from '../../worker/decision/facts.ts'
import { marked } from '../decision/marked.ts'
import { input } from '../decision/playbook.ts'
import { readSpec } from '../decision/spec.ts'

const pack = assemblePlaybook()
const compiled = compilePlaybook(pack)

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
  const all = [...checkAction(compiled, on), ...decide(compiled, { ...input, ...on }).checks]
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
  ...compiled.tips.map(({ tip, condition }) => [tip.id, condition] as const),
])

test.each(rules.cases)('$rule with $facts: $value', ({ rule, facts, value }) => {
  const scope = { customer: customerFacts(facts, pack.catalogue, compiled.clock), now: new Date(rules.asOf) }
  expect(conditions.get(rule)?.evaluate(scope).value).toBe(value)
})

test('every rule of the pack stands in a table', () => {
  const asked = [...checks.cases, ...remarks.cases].map(({ check }) => check)
  expect(new Set(asked.filter(Boolean))).toEqual(new Set(pack.checks.map(({ id }) => id)))
  expect(new Set(rules.cases.map(({ rule }) => rule))).toEqual(new Set(conditions.keys()))
})
