import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Decision } from '../../worker/contract/decision.ts'
import type { ItemRef } from '../../worker/contract/item.ts'
import type { Playbook, Tip } from '../../worker/contract/playbook.ts'
import { compilePlaybook } from '../../worker/decision/compile.ts'
import { conditionCompiler } from '../../worker/decision/conditions.ts'
import type { DecisionInput } from '../../worker/decision/input.ts'
import { withItem } from '../../worker/decision/items.ts'
import { type PreviewPair, previewCustomer } from '../../worker/decision/preview.ts'
import { addCounts, noCounts } from '../../worker/decision/preview-counts.ts'
import { naive } from './naive.ts'
import { countedOneByOne } from './one-by-one.ts'
import { check, input, playbook, tip } from './playbook.ts'
import { anyInput, anyPlaybook, condition } from './random-playbook.ts'

function pairOf(before: Playbook, item: ItemRef, content: unknown, conditions: string[] = []): PreviewPair {
  const after = compilePlaybook(withItem(before, { ...item, content }))
  const compile = conditionCompiler(after.env)
  const compiled = conditions.map((text) => compile(text).condition)
  return { before: compilePlaybook(before), after, item, conditions: compiled }
}

function count(pair: PreviewPair, inputs: readonly DecisionInput[]) {
  const counts = noCounts(pair.conditions.length)
  for (const one of inputs) previewCustomer(pair, { before: one, after: one }, counts)
  return counts
}

/** A decision worked out without our engine, as far as counting looks at it. */
function decided(book: Playbook, one: DecisionInput): Decision {
  const { segments, tips, hidden } = naive(book, one)
  const withId = (id: string) => ({ id, basis: [] })
  return {
    segments: segments.map(withId),
    tips: tips.map(withId),
    hiddenTips: hidden.map((hiddenTip) => ({ ...hiddenTip, missing: [] })),
  } as unknown as Decision
}

const newTip = fc.record({ eligibility: condition, high: fc.boolean(), known: fc.boolean() })

it('counts what deciding every customer one by one gives, whatever the playbook, the change and the customers', () => {
  const inputs = fc.array(anyInput, { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(anyPlaybook, newTip, inputs, (before, { eligibility, high, known }, asked) => {
      const itemId = known ? 'tip-0' : 'tip-new'
      const score = { ...tip.score, propensity: high ? 1 : 0.1 }
      const content: Tip = { ...tip, id: itemId, eligibility, score }
      const item: ItemRef = { kind: 'tip', itemId }
      const { conditions: _, missing: __, ...counts } = count(pairOf(before, item, content), asked)
      const after = withItem(before, { ...item, content })
      const decisions = asked.map((one) => ({ before: decided(before, one), after: decided(after, one) }))
      const { missing: ___, ...expected } = countedOneByOne(itemId, decisions)
      expect(counts).toEqual(expected)
    }),
    { numRuns: 300 },
  )
})

it('adds up: stretches together count what one long one does', () => {
  fc.assert(
    fc.property(
      anyPlaybook,
      condition,
      fc.array(anyInput, { minLength: 2, maxLength: 10 }),
      (before, eligibility, all) => {
        const item: ItemRef = { kind: 'tip', itemId: 'tip-new' }
        const pair = pairOf(before, item, { ...tip, id: 'tip-new', eligibility }, [
          eligibility,
          'customer.age > 17',
        ])
        const halves = [all.slice(0, 1), all.slice(1)].map((half) => count(pair, half))
        expect(halves.reduce(addCounts, noCounts(2))).toEqual(count(pair, all))
      },
    ),
    { numRuns: 100 },
  )
})

const people = [{ age: 70, one: true }, { age: 70, one: false }, { age: 30, one: true }, { one: true }].map(
  (facts): DecisionInput => ({ ...input, facts }),
)
const old = { id: 'old', label: { zh: '老', en: 'old' }, priority: 1, condition: 'customer.age > 65' }
const base = playbook({ tips: [tip], segments: [old], checks: [check] })

it('says which facts are missing where nobody can tell, and who stands above', () => {
  const item: ItemRef = { kind: 'tip', itemId: 'tip-b' }
  const low = { ...tip, id: 'tip-b', eligibility: 'customer.age > 20', score: { ...tip.score, value: 0.1 } }
  expect(count(pairOf(base, item, low), people)).toMatchObject({
    ...{ customers: 4, hit: 3, hitBefore: 0, unknown: 1, first: 1 },
    missing: { 'customer.age': 1 },
    segments: { old: 2, '': 1 },
    above: { 'tip-a': 2 },
    displaced: {},
    firstBefore: { 'tip-a': 2 },
    reasons: { 'eligibility-unknown': 1 },
    ...{ shownBefore: 2, shownAfter: 5 },
  })
})

it.each<[name: string, item: ItemRef, content: unknown, counts: object]>([
  [
    'a segment',
    { kind: 'segment', itemId: 'old' },
    { ...old, condition: 'customer.age > 20' },
    { hit: 3, hitBefore: 2, unknown: 1, missing: { 'customer.age': 1 } },
  ],
  [
    'a check',
    { kind: 'check', itemId: 'check-a' },
    { ...check, condition: 'customer.age > 65' },
    { hit: 2, hitBefore: 3, unknown: 1 },
  ],
  ['a check that goes', { kind: 'check', itemId: 'check-a' }, null, { hit: 0, hitBefore: 3 }],
  [
    'a check on the page',
    { kind: 'check', itemId: 'check-b' },
    { ...check, id: 'check-b', on: 'action', condition: 'page.amount > 5' },
    { hit: 0, unknown: 4, missing: { 'page.amount': 4 } },
  ],
  [
    'a tip that goes',
    { kind: 'tip', itemId: 'tip-a' },
    null,
    { hit: 0, hitBefore: 2, displaced: { 'tip-a': 2 }, shownBefore: 2, shownAfter: 0 },
  ],
  [
    'a tip for another channel',
    { kind: 'tip', itemId: 'tip-a' },
    { ...tip, channels: ['chat'] },
    { hit: 0, reasons: { 'other-channel': 4 } },
  ],
  [
    'a team',
    { kind: 'team', itemId: 'wealth' },
    { id: 'wealth', label: old.label },
    { hit: 0, hitBefore: 0 },
  ],
])('counts %s', (_, item, content, counts) => {
  expect(count(pairOf(base, item, content), people)).toMatchObject(counts)
})

it('counts where a threshold changes what is decided', () => {
  const limit = { name: 'limit', type: 'int' as const, label: old.label, value: 65 }
  const book = playbook({
    parameters: [limit],
    segments: [{ ...old, condition: 'customer.age > parameter.limit' }],
  })
  const item: ItemRef = { kind: 'parameter', itemId: 'limit' }
  expect(count(pairOf(book, item, { ...limit, value: 20 }), people)).toMatchObject({ customers: 4, hit: 1 })
})

it('counts each condition asked for by itself', () => {
  const pair = pairOf(base, { kind: 'tip', itemId: 'tip-a' }, tip, [
    'customer.one',
    'customer.one && customer.age > 65',
    'false',
  ])
  expect(count(pair, people).conditions).toEqual([3, 1, 0])
})
