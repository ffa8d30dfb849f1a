import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ItemRef } from '../../worker/contract/item.ts'
import { Check, type Playbook } from '../../worker/contract/playbook.ts'
import { checkPairs } from '../../worker/decision/check-pairs.ts'
import { compilePlaybook } from '../../worker/decision/compile.ts'
import { deadRules } from '../../worker/decision/dead-rules.ts'
import { decide } from '../../worker/decision/decide.ts'
import { explain } from '../../worker/decision/explain.ts'
import { check, playbook, tip } from './playbook.ts'
import { anyInput, anyPlaybook, condition, facts } from './random-playbook.ts'
import { vocabulary } from './vocabulary.ts'

const dead = (parts: Partial<Playbook>) =>
  deadRules(compilePlaybook(playbook(parts))).map(({ itemId }) => itemId)
const words = { zh: '词', en: 'word' }
const segment = (condition: string) => ({ segments: [{ id: 'some', label: words, priority: 1, condition }] })
const tips = (change: object) => ({ tips: [{ ...tip, ...change }] })
const catalogue = vocabulary.catalogue.map((one) => (one.name === 'age' ? { ...one, min: 0, max: 130 } : one))
const limit = { name: 'limit', type: 'int' as const, label: words, value: 20 }

it.each<[what: string, parts: Partial<Playbook>]>([
  [
    'a threshold of this bank',
    { parameters: [limit], ...segment('customer.age > 30 && customer.age < parameter.limit') },
  ],
  ['bounds of the fact', { catalogue, ...segment('customer.age > 130') }],
  [
    'every branch',
    segment(
      'customer.one && (customer.age > 30 && customer.age < 20 || customer.job == "a" && customer.job == "b")',
    ),
  ],
  [
    'eligibility and applicability',
    tips({ eligibility: 'customer.age > 65', applicability: 'customer.age < 60' }),
  ],
  ['ages it suits', tips({ eligibility: 'customer.age > 65', ages: { max: 60 } })],
  ['channels', tips({ eligibility: 'contact.channel == "phone"', channels: ['chat'] })],
  ['a channel that is none', tips({ eligibility: 'contact.channel == "fax"' })],
  ['consent', tips({ eligibility: '!customer.marketing_consent', marketing: true })],
  ['a comment at the end', segment('customer.age > 30 && customer.age < 20 // nobody')],
])('finds a rule dead by %s', (_, parts) => {
  expect(dead(parts)).toHaveLength(1)
})

it.each<[what: string, parts: Partial<Playbook>]>([
  ['one branch', segment('customer.one || customer.age > 30 && customer.age < 20')],
  ['a fact that is missing', segment('!has(customer.age) || customer.age > 130')],
  ['two columns', segment('customer.age > customer.grade && customer.grade > customer.age')],
  [
    'steps that are required',
    {
      contactSteps: [{ id: 'asked', label: words }],
      checks: [
        { ...check, on: 'action', requires: ['asked'], condition: 'customer.age > 3 && customer.age < 2' },
      ],
    },
  ],
])('does not call a rule dead by %s', (_, parts) => {
  expect(dead(parts)).toEqual([])
})

it('never calls a rule dead that holds for somebody', () => {
  fc.assert(
    fc.property(anyPlaybook, fc.array(anyInput, { minLength: 1, maxLength: 20 }), (book, inputs) => {
      const compiled = compilePlaybook(book)
      const named = new Set(deadRules(compiled).map(({ kind, itemId }: ItemRef) => `${kind} ${itemId}`))
      for (const one of inputs) {
        const { segments, tips, checks } = decide(compiled, one)
        const alive = [
          ...segments.map(({ id }) => `segment ${id}`),
          ...tips.map(({ id }) => `tip ${id}`),
          ...checks.filter(({ verdict }) => verdict === 'warn').map(({ id }) => `check ${id}`),
        ]
        expect(alive.filter((id) => named.has(id))).toEqual([])
      }
    }),
    { numRuns: 300 },
  )
})

const rule = (id: string, condition: string, change: object = {}) =>
  Check.parse({ ...check, id, condition, label: words, ...change })
const action = { on: 'action', verdict: 'block' } as const
const pairs = (...checks: Check[]) =>
  checkPairs(compilePlaybook(playbook({ checks }))).map(({ a, b, relation }) => [a, relation, b].join(' '))

it.each<[checks: Check[], found: string[]]>([
  [[rule('aa', 'customer.age > 60'), rule('bb', 'customer.age >= 61')], ['aa same bb']],
  [[rule('aa', 'customer.age > 70'), rule('bb', 'customer.age > 60')], ['aa within bb']],
  [[rule('aa', 'customer.one || customer.two'), rule('bb', 'customer.two')], ['bb within aa']],
  [
    [rule('aa', 'customer.age > 70', { applies: 'customer.one' }), rule('bb', 'customer.one')],
    ['aa within bb'],
  ],
  [[rule('aa', 'page.amount > 5', action), rule('bb', 'page.amount <= 9', action)], ['aa contradicts bb']],
  [[rule('aa', 'page.amount > 5', action), rule('bb', 'page.amount < 5', action)], []],
  [
    [
      rule('aa', 'page.amount > 5', action),
      rule('bb', 'page.amount <= 9', { on: 'action', verdict: 'warn' }),
    ],
    [],
  ],
  [
    [rule('aa', 'page.amount > 5', action), rule('bb', 'page.amount <= 9', { ...action, actions: ['call'] })],
    [],
  ],
  [[rule('aa', 'customer.age > 60'), rule('bb', 'customer.age > 60', { on: 'action' })], []],
  [
    [
      rule('aa', 'customer.age > 60', { effectiveUntil: '2026-03-01' }),
      rule('bb', 'customer.age > 60', { effectiveFrom: '2026-04-01' }),
    ],
    [],
  ],
  [
    [rule('aa', 'customer.age > customer.grade'), rule('bb', 'customer.age > customer.grade')],
    ['aa same bb'],
  ],
  [[rule('aa', 'customer.age > customer.grade'), rule('bb', 'customer.grade < customer.age')], []],
])('of %j says %j', (checks, found) => {
  expect(pairs(...checks)).toEqual(found)
})

const remark = (id: string, text: object) => {
  const { condition: _, ...rest } = check
  return Check.parse({ ...rest, id, on: 'remark', text })
}
it.each<[text: object, found: string[]]>([
  [{ required: ['保证收益'] }, ['aa contradicts bb']],
  [{ required: ['保证收益', '不保本'] }, []],
])('of phrases that may not stand and %j says %j', (text, found) => {
  expect(pairs(remark('aa', { phrases: ['保证'] }), remark('bb', text))).toEqual(found)
})

it('never says of two checks what does not hold', () => {
  const fromFacts = fc.array(facts, { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(
      condition,
      condition,
      anyInput,
      fromFacts,
      anyPlaybook,
      (one, two, asked, all, { catalogue }) => {
        const checks = [rule('aa', one, { verdict: 'block' }), rule('bb', two, { verdict: 'block' })]
        const compiled = compilePlaybook(playbook({ checks, catalogue }))
        const onAction = compilePlaybook(
          playbook({ checks: checks.map((each) => ({ ...each, on: 'action' })), catalogue }),
        )
        const said = [...checkPairs(compiled), ...checkPairs(onAction)]
        for (const given of all) {
          const rules = explain(compiled, { ...asked, facts: given }).checks
          const value = (id: string) => rules.find((each) => each.id === id)?.value
          for (const { a, b, relation } of said) {
            if (value(a) === (relation !== 'contradicts')) expect(value(b)).toBe(true)
            if (relation === 'same' && value(b) === true) expect(value(a)).toBe(true)
          }
        }
      },
    ),
    { numRuns: 400 },
  )
})
