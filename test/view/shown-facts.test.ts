import { expect, it } from 'vitest'
import { Attribute } from '../../worker/contract/catalogue.ts'
import { shownFacts } from '../../worker/services/view/shown-facts.ts'

const attribute = (name: string, change: object = {}) =>
  Attribute.parse({
    ...{ name, type: 'int', label: { zh: name, en: name }, sensitivity: 'C2', channel: 'core' },
    ...change,
  })
const catalogue = [
  attribute('age'),
  attribute('balance', { freshDays: 10 }),
  attribute('secret_word', { sensitivity: 'C3' }),
  attribute('score', { uses: ['decide'] }),
  attribute('life_stage', { type: 'string' }),
  attribute('vulnerable', { type: 'bool' }),
]
const [loaded, asOf] = ['2026-11-01T00:00:00.000Z', '2026-11-20T00:00:00.000Z']
const kept = {
  facts: '{"age":40,"balance":5,"secret_word":1,"score":2,"undeclared":3,"vulnerable":true}',
  ...{ segments: '[]', dataset: 'core-base', factsAsOf: loaded, asOf, lineage: null, runs: [] },
}

it('are those declared for showing, and those of runs from runs alone', () => {
  const { facts, stale, lineage } = shownFacts(kept, catalogue)
  expect(facts).toEqual({ age: 40, balance: 5 })
  expect(stale).toEqual(['balance'])
  const given = { at: loaded, source: 'core-base', rule: 'given' }
  expect(lineage).toEqual({ age: given, balance: given })
})

it('have the origin that was kept with them, which says how fresh they are', () => {
  const origin = { at: '2026-11-15T00:00:00.000Z', source: 'core', rule: 'sum amount credit 30d' }
  const fold = { op: 'sum', of: 'amount', kinds: ['credit'], withinDays: 30 }
  const folded = catalogue.map((one) =>
    one.name === 'balance' ? attribute('balance', { freshDays: 10, fold }) : one,
  )
  const folding = { ...kept, lineage: { balance: origin, secret_word: origin } }
  const told = shownFacts(folding, folded)
  expect(told).toMatchObject({ stale: [], lineage: { balance: origin, age: { source: 'core-base' } } })
  expect(told.lineage).not.toHaveProperty('secret_word')
  // Another rule than the catalogue has: it says something else than its name does.
  expect(shownFacts(folding, catalogue).stale).toEqual(['balance'])
})

it('of before a split are too old, whatever their age', () => {
  const told = shownFacts({ ...kept, splitAt: '2026-11-10T00:00:00.000Z' }, catalogue)
  expect(told).toMatchObject({ facts: { age: 40 }, stale: ['age', 'balance'] })
})

it('of a run name its model and when it was begun', () => {
  const runs = [{ model: 'life-cycle' as const, startedAt: '2026-11-19T00:00:00.000Z' }]
  const told = shownFacts({ ...kept, segments: '[["life-cycle","active",1]]', runs }, catalogue)
  const origin = { at: '2026-11-19T00:00:00.000Z', source: 'segmentation', rule: 'life-cycle' }
  expect(told.facts).toMatchObject({ life_stage: 'active', vulnerable: true })
  expect(told.lineage).toMatchObject({ life_stage: origin, vulnerable: origin })
})
