import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conditionCompiler } from '../../worker/decision/conditions.ts'
import { conditionEnvironment } from '../../worker/decision/environment.ts'
import { Scope } from '../../worker/decision/scope.ts'
import { vocabulary } from './vocabulary.ts'

type Truth = boolean | 'unknown'
interface Expression {
  text: string
  truth: (facts: Record<string, unknown>) => Truth
}

const atom = (text: string, name: string, holds: (value: number | boolean) => boolean): Expression => ({
  text,
  truth: (facts) => (name in facts ? holds(facts[name] as number) : 'unknown'),
})
const atoms = [
  atom('customer.one', 'one', Boolean),
  atom('customer.two', 'two', Boolean),
  atom('customer.age >= 65', 'age', (age) => Number(age) >= 65),
  atom('customer.grade in [1, 3]', 'grade', (grade) => [1, 3].includes(Number(grade))),
]

const not = ({ text, truth }: Expression): Expression => ({
  text: `!(${text})`,
  truth: (facts) => {
    const value = truth(facts)
    return value === 'unknown' ? value : !value
  },
})

/** Kleene: a decisive side decides, else an unknown side leaves the whole unknown. */
const join = (sign: '&&' | '||', decisive: boolean) => (left: Expression, right: Expression) => ({
  text: `(${left.text} ${sign} ${right.text})`,
  truth: (facts: Record<string, unknown>): Truth => {
    const sides = [left.truth(facts), right.truth(facts)]
    if (sides.includes(decisive)) return decisive
    return sides.includes('unknown') ? 'unknown' : !decisive
  },
})

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...atoms),
    tie('expression').map(not),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => join('&&', false)(a, b)),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => join('||', true)(a, b)),
  ),
}))
const all = {
  one: fc.boolean(),
  two: fc.boolean(),
  age: fc.constantFrom(64, 65),
  grade: fc.constantFrom(2, 3),
}
const facts = fc.record(all, { requiredKeys: [] })
const env = conditionEnvironment({ ...vocabulary, pageFields: [] })

const compile = conditionCompiler(env)

const scope = (facts: Record<string, number | boolean>) =>
  new Scope(env, { customer: facts, now: new Date('2026-03-12T02:00:00Z') })

test('any combination answers as Kleene says, and an unknown names only facts that are missing', () => {
  fc.assert(
    fc.property(expression, facts, ({ text, truth }, facts) => {
      const { value, missing } = compile(text).condition.evaluate(scope(facts))
      expect(value).toBe(truth(facts))
      expect(missing.length > 0).toBe(value === 'unknown')
      expect(missing.filter((name) => name.slice('customer.'.length) in facts)).toEqual([])
    }),
    { numRuns: 1000 },
  )
})

test('the same answer comes from the library alone, so that any CEL engine would agree', () => {
  fc.assert(
    fc.property(expression, facts, ({ text }, facts) => {
      const { value } = compile(text).condition.evaluate(scope(facts))
      const alone = () => env.cel.evaluate(text, scope(facts).bindings())
      if (value === 'unknown') expect(alone).toThrow('No such key')
      else expect(alone()).toBe(value)
    }),
    { numRuns: 1000 },
  )
})

test('a fact that goes missing turns an answer into unknown and never into its opposite', () => {
  fc.assert(
    fc.property(expression, fc.record(all), fc.subarray(Object.keys(all)), ({ text }, facts, gone) => {
      const { condition } = compile(text)
      const left = Object.fromEntries(Object.entries(facts).filter(([name]) => !gone.includes(name)))
      const { value } = condition.evaluate(scope(left))
      expect([condition.evaluate(scope(facts)).value, 'unknown']).toContain(value)
    }),
    { numRuns: 1000 },
  )
})
