import type { ASTNode } from '@marcbachmann/cel-js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCondition } from '../../worker/decision/check-condition.ts'
import { conditionCompiler } from '../../worker/decision/conditions.ts'
import { conditionEnvironment } from '../../worker/decision/environment.ts'
import { Scope } from '../../worker/decision/scope.ts'
import { written } from '../../worker/decision/written.ts'
import { vocabulary } from './vocabulary.ts'

const env = conditionEnvironment(vocabulary)
const compile = conditionCompiler(env)

/** Parentheses now and then where none are needed. */
const aside = (text: fc.Arbitrary<string>) =>
  fc.tuple(text, fc.boolean()).map(([text, aside]) => (aside ? `(${text})` : text))

/** Whole numbers and truths over `customer`, of every operator, mostly in an order of their own. */
const { truth } = fc.letrec<{ whole: string; truth: string }>((tie) => ({
  whole: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('customer.age', 'customer.grade', '1', '-3', '0x10', 'int("4")', 'size("a中😀")'),
    fc
      .tuple(aside(tie('whole')), fc.constantFrom('+', '-', '*', '/', '%'), aside(tie('whole')))
      .map(([left, sign, right]) => `(${left} ${sign} ${right})`),
    aside(tie('whole')).map((one) => `-(${one})`),
    fc.tuple(tie('truth'), tie('whole'), tie('whole')).map(([is, a, b]) => `((${is}) ? ${a} : ${b})`),
  ),
  truth: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('customer.one', "'x\"'.contains('\\U0001F600')", 'double(customer.age) < 1e300'),
    fc
      .tuple(aside(tie('whole')), fc.constantFrom('<', '>=', '==', '!='), aside(tie('whole')))
      .map(([left, sign, right]) => `${left} ${sign} ${right}`),
    fc
      .tuple(tie('truth'), fc.constantFrom('&&', '||', '=='), tie('truth'))
      .map(([left, sign, right]) => `(${left}) ${sign} (${right})`),
    tie('truth').map((one) => `!(${one})`),
    aside(tie('whole')).map((one) => `[1, 2].exists(x, x - (${one}) > 0)`),
  ),
}))

/** What was parsed, without its places. */
const shape = ({ op, args }: ASTNode): unknown => [op, shaped(args)]
const shaped = (args: unknown): unknown => {
  if (Array.isArray(args)) return args.map(shaped)
  return args instanceof Object && 'op' in args ? shape(args as ASTNode) : args
}

test('what is written is parsed to the same again', () => {
  fc.assert(
    fc.property(truth, (text) => {
      const { ast } = env.cel.parse(text)
      expect(shape(env.cel.parse(written(ast, text)).ast)).toEqual(shape(ast))
    }),
    { numRuns: 2000 },
  )
})

test('a condition in parts answers as the library does on the whole text', () => {
  const facts = fc.record({ age: fc.integer(), grade: fc.integer({ min: -3, max: 3 }), one: fc.boolean() })
  fc.assert(
    fc.property(truth, facts, (text, customer) => {
      fc.pre(checkCondition(text, env).length === 0)
      const scope = new Scope(env, { customer, now: new Date('2026-03-12T02:00:00Z') })
      const alone = () => env.cel.evaluate(text, scope.bindings()) as unknown
      const { value } = compile(text).condition.evaluate(scope)
      if (value === 'unknown') expect(alone).toThrow()
      else expect(alone()).toBe(value)
    }),
    { numRuns: 2000 },
  )
})
