import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decision } from '../../worker/contract/decision.ts'
import type { Check } from '../../worker/contract/playbook.ts'
import { compilePlaybook, decide } from '../../worker/decision/decide.ts'
import { check, input, playbook, tip } from './playbook.ts'

const segment = (id: string, priority: number, condition: string) => ({
  id,
  priority,
  condition,
  label: { zh: id, en: id },
})

const rules = {
  segments: [
    segment('rest', 99, 'true'),
    segment('old', 10, 'customer.age >= 65'),
    segment('maybe', 1, 'customer.one'),
    segment('also-old', 10, 'customer.age >= 60'),
  ],
  tips: ['tip-a', 'tip-b', 'tip-c'].map((id, at) => ({ ...tip, id, marketing: at === 1 })),
  checks: [
    { ...check, id: 'reminds', verdict: 'remind' },
    { ...check, id: 'blocks', verdict: 'block' },
    { ...check, id: 'warns' },
    { ...check, id: 'doubt-proceeds', condition: 'customer.two' },
    { ...check, id: 'doubt-stops', condition: 'customer.two', inDoubt: 'stop' },
    { ...check, id: 'passes', condition: '!customer.one' },
    { ...check, id: 'concerns-others', applies: 'customer.age < 18' },
    { ...check, id: 'concern-unknown', applies: 'customer.grade > 3' },
    { ...check, id: 'at-submit', on: 'action' },
  ] as Check[],
}

test('a decision holds what the contract says and nothing it was not given', () => {
  const compiled = compilePlaybook(playbook(rules))
  const decision = decide(compiled, { ...input, facts: { age: 66, marketing_consent: true } })
  expect(Decision.parse(decision)).toEqual(decision)
  const { customerKey, factsAsOf, asOf, historical, currency, version: playbookVersion } = input
  const facts = { age: 66, marketing_consent: true }
  expect(decision).toMatchObject({
    customerKey,
    facts,
    factsAsOf,
    asOf,
    historical,
    currency,
    playbookVersion,
  })
})

test('segments that hold stand by priority, then id; an unknown one is not held', () => {
  const { segments } = decide(compilePlaybook(playbook(rules)), { ...input, facts: { age: 66 } })
  expect(segments).toEqual([
    { id: 'also-old', basis: ['age'] },
    { id: 'old', basis: ['age'] },
    { id: 'rest', basis: [] },
  ])
})

test('checks stand strictest first, doubt that stops right after a block', () => {
  const { checks } = decide(compilePlaybook(playbook(rules)), { ...input, facts: { age: 66, one: true } })
  expect(checks.map(({ id, verdict }) => `${id}: ${verdict}`)).toEqual([
    'blocks: block',
    'doubt-stops: not-checked',
    'warns: warn',
    'reminds: remind',
    'concern-unknown: not-checked',
    'doubt-proceeds: not-checked',
    'passes: pass',
  ])
})

test('a check names what it misses, of its concern first', () => {
  const { checks } = decide(compilePlaybook(playbook(rules)), { ...input, facts: { age: 66 } })
  const missing = Object.fromEntries(checks.map((one) => [one.id, one.missing]))
  expect(missing).toMatchObject({
    'concern-unknown': ['customer.grade'],
    'doubt-stops': ['customer.two'],
    passes: ['customer.one'],
  })
})

test('a rule at fault is not-checked and misses nothing', () => {
  const condition = 'customer.age / (customer.age - customer.age) > 1'
  const compiled = compilePlaybook(playbook({ checks: [{ ...check, condition }] }))
  const [decided] = decide(compiled, { ...input, facts: { age: 66 } }).checks
  expect(decided).toEqual({ id: check.id, verdict: 'not-checked', missing: [], basis: ['age'] })
})

const facts = fc.record(
  {
    age: fc.integer({ min: 17, max: 70 }),
    one: fc.boolean(),
    two: fc.boolean(),
    marketing_consent: fc.boolean(),
  },
  { requiredKeys: [] },
)
const shuffled = <T>(values: readonly T[]) => fc.shuffledSubarray([...values], { minLength: values.length })

test('a decision does not depend on the order of rules, facts or outcomes', () => {
  const outcomes = ['tip-a', 'tip-c', 'tip-c'].map((subjectId, at) => ({
    customerKey: input.customerKey,
    agent: 'agent-2',
    subject: 'tip' as const,
    subjectId,
    kind: 'accepted' as const,
    at: `2026-03-0${at + 1}T00:00:00.000Z`,
  }))
  const expected = compilePlaybook(playbook(rules))
  const orders = fc.record({
    segments: shuffled(rules.segments),
    tips: shuffled(rules.tips),
    checks: shuffled(rules.checks),
  })
  fc.assert(
    fc.property(orders, facts, shuffled(outcomes), (order, facts, history) => {
      const reversed = Object.fromEntries(Object.entries(facts).reverse())
      const other = decide(compilePlaybook(playbook(order)), { ...input, facts: reversed, outcomes: history })
      expect(other).toEqual(decide(expected, { ...input, facts, outcomes }))
    }),
  )
})
