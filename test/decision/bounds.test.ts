import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Attribute, Facts } from '../../worker/contract/catalogue.ts'
import { checkAction } from '../../worker/decision/check.ts'
import { checkPlaybook, compilePlaybook, decide } from '../../worker/decision/decide.ts'
import { explain } from '../../worker/decision/explain.ts'
import { check, input, playbook, tip } from './playbook.ts'
import { vocabulary } from './vocabulary.ts'

const bounds: Record<string, Pick<Attribute, 'min' | 'max'>> = {
  age: { min: 0, max: 130 },
  grade: { min: 1, max: 5 },
}
const catalogue = vocabulary.catalogue.map((one) => ({ ...one, ...bounds[one.name] }))
const conditions = ['customer.grade >= 4', 'customer.age < 18', '!(customer.grade == 2)', 'has(customer.age)']
const words = { zh: '词', en: 'word' }
const compiled = compilePlaybook(
  playbook({
    catalogue,
    segments: conditions.map((condition, at) => ({
      id: `segment-${at}`,
      label: words,
      priority: at,
      condition,
    })),
    tips: conditions.map((eligibility, at) => ({ ...tip, id: `tip-${at}`, eligibility })),
    checks: (['customer', 'action'] as const).flatMap((on) =>
      conditions.map((condition, at) => ({ ...check, id: `${on}-${at}`, on, condition })),
    ),
  }),
)
const action = (facts: Facts) =>
  checkAction(compiled, { kind: 'order', facts, page: {}, asOf: input.asOf, publishedAt: input.publishedAt })
const all = (facts: Facts) => [
  decide(compiled, { ...input, facts }),
  explain(compiled, { ...input, facts }),
  action(facts),
]

test('a fact that cannot be is as good as none, whoever asks', () => {
  const number = fc.oneof(fc.integer({ min: -3, max: 140 }), fc.maxSafeInteger())
  fc.assert(
    fc.property(fc.record({ age: number, grade: number }), ({ age, grade }) => {
      const sound = {
        ...(age >= 0 && age <= 130 && { age }),
        ...(grade >= 1 && grade <= 5 && { grade }),
      }
      expect(all({ age, grade })).toEqual(all(sound))
    }),
  )
})

test.each([
  [0, 'not-checked'],
  [1, 'pass'],
  [5, 'warn'],
  [6, 'not-checked'],
  [9, 'not-checked'],
])('a grade of %i: %s', (grade, verdict) => {
  for (const checks of [decide(compiled, { ...input, facts: { grade } }).checks, action({ grade })])
    expect(checks.find(({ id }) => id.endsWith('-0'))?.verdict).toBe(verdict)
})

test.each([
  [{ name: 'day', min: 1 }, 'attribute day is date; bounds are for int and money'],
  [{ name: 'age', min: 9, max: 1 }, 'attribute age is from 9 to 1; nothing can be'],
])('bounds that make no sense are refused: %j', ({ name, ...wrong }, said) => {
  const turned = vocabulary.catalogue.map((one) => (one.name === name ? { ...one, ...wrong } : one))
  expect(() => checkPlaybook(playbook({ catalogue: turned }))).toThrow(said)
})
