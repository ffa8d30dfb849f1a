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
const [loaded, now] = ['2026-11-01T00:00:00.000Z', '2026-11-20T00:00:00.000Z']
const kept = {
  facts: '{"age":40,"balance":5,"secret_word":1,"score":2,"undeclared":3,"vulnerable":true}',
  ...{ segments: '[]', dataset: 'core-base', factsAsOf: loaded, asOf: null, lineage: null },
  ...{ currency: 'CNY', foldsApart: 0, eventsAt: null, lateKinds: null },
}

it('are those declared for showing, and those of runs from runs alone', () => {
  const { facts, stale, lineage } = shownFacts(kept, catalogue, now)
  expect(facts).toEqual({ age: 40, balance: 5 })
  expect(stale).toEqual(['balance'])
  const given = { at: loaded, source: 'core-base', rule: 'given' }
  expect(lineage).toEqual({ age: given, balance: given })
})

it('are those that there are, also while nothing is heard of others', () => {
  const folded = [...catalogue, attribute('paid', { freshDays: 2, fold: { op: 'count', kinds: ['debit'] } })]
  expect(shownFacts({ ...kept, eventsAt: loaded }, folded, now).stale).toEqual(['balance'])
})

it('have the origin that was kept with them, which says how fresh they are', () => {
  const origin = { at: '2026-11-15T00:00:00.000Z', source: 'core', rule: 'sum amount credit 30d' }
  const fold = { op: 'sum', of: 'amount', kinds: ['credit'], withinDays: 30 }
  const folded = catalogue.map((one) =>
    one.name === 'balance' ? attribute('balance', { freshDays: 10, fold }) : one,
  )
  const folding = { ...kept, lineage: JSON.stringify({ balance: origin, secret_word: origin }) }
  const told = shownFacts(folding, folded, now)
  expect(told).toMatchObject({ stale: [], lineage: { balance: origin, age: { source: 'core-base' } } })
  expect(told.lineage).not.toHaveProperty('secret_word')
  // Another rule than the catalogue has: it says something else than its name does.
  expect(shownFacts(folding, catalogue, now).stale).toEqual(['balance'])
})

it('of before a split are too old, whatever their age', () => {
  const told = shownFacts({ ...kept, splitAt: '2026-11-10T00:00:00.000Z' }, catalogue, now)
  expect(told).toMatchObject({ facts: { age: 40 }, stale: ['age', 'balance'] })
})

const run = (startedAt: string) => JSON.stringify([['life-cycle', 'new', 1, null, startedAt, null]])

it('of a run name its model and when it was begun, and grow old as it does', () => {
  const limited = catalogue.map((one) =>
    ['life_stage', 'vulnerable'].includes(one.name) ? { ...one, freshDays: 31 } : one,
  )
  const startedAt = '2026-11-19T00:00:00.000Z'
  const told = shownFacts({ ...kept, segments: run(startedAt) }, limited, now)
  const origin = { at: startedAt, source: 'segmentation', rule: 'life-cycle' }
  expect(told.facts).toMatchObject({ life_stage: 'new', vulnerable: true })
  expect(told.lineage).toMatchObject({ life_stage: origin, vulnerable: origin })
  expect(told.stale).not.toContain('life_stage')
  const old = shownFacts({ ...kept, segments: run('2026-10-19T00:00:00.000Z') }, limited, now)
  expect(old.facts).toHaveProperty('life_stage')
  expect(old.stale).toContain('life_stage')
})
