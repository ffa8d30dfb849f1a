import { describe, expect, it } from 'vitest'
import { compilePlaybook, decide } from '../../worker/decision/decide.ts'
import { freshFacts } from '../../worker/services/facts/fresh.ts'
import { type KeptRow, keptOf } from '../../worker/services/facts/kept.ts'
import { customerOf } from '../../worker/services/segmentation/sql/customers.ts'
import type { SegmentRow } from '../../worker/services/segmentation/sql/live.ts'
import { askedBeside, refused } from '../../worker/services/segmentation/steps/cluster-work.ts'
import { input } from '../decision/playbook.ts'
import { playbooks } from '../packs/banks.ts'

const now = '2026-11-26T04:00:00.000Z'
const ago = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString()
const { catalogue } = playbooks.cn
const row: KeptRow = {
  ...{ facts: '{}', lineage: null, factsAsOf: ago(1), dataset: 'core', asOf: null, currency: 'CNY' },
  ...{ foldsApart: 0, eventsAt: null, lateKinds: null },
}
/** Groups of runs of so many days ago, which knew of that split. */
const groups = (days: number, vulnerable: number | null = null, split: string | null = null) =>
  JSON.stringify([
    ['rfm', 'champions', null, null, ago(days), split],
    ['clusters', 'c1', null, null, ago(days), split],
    ['life-cycle', 'leaving', vulnerable, null, ago(days), split],
  ] satisfies SegmentRow[])
const rested = (part: Partial<KeptRow>) => freshFacts(keptOf({ ...row, ...part }, now), catalogue)
const ALL = ['cluster', 'life_stage', 'rfm_group']

describe('a group is of the moment of its run', () => {
  it('and rested on for a month, whatever else came since', () => {
    const young = rested({ segments: groups(30.9, 0) })
    expect(young.facts).toEqual({
      ...{ rfm_group: 'champions', cluster: 'c1', life_stage: 'leaving', vulnerable: false },
    })
    const old = rested({ segments: groups(31.1, 0) })
    expect(old.facts).toEqual({})
    expect(Object.keys(old.stale)).toEqual([...ALL, 'vulnerable'])
    expect(old.stale.life_stage).toBe(ago(31.1))
  })

  it('of history of the moment it is decided for', () => {
    const told = rested({ segments: groups(400), asOf: ago(4000) })
    expect(told.stale).toEqual({})
    expect(keptOf({ ...row, segments: groups(400), asOf: ago(4000) }, now).lineage?.cluster?.at).toBe(
      ago(4000),
    )
  })

  it('but who is vulnerable is served with care and sold nothing until another run says otherwise', () => {
    const facts = { age: 45, deposit_balance: 30_000_000, total_assets: 40_000_000, wealth_balance: 0 }
    const consents = { fund_balance: 0, marketing_consent: true, personalisation_consent: true }
    const graded = { risk_grade: 3, risk_assessed_on: '2026-10-01' }
    const compiled = compilePlaybook(playbooks.cn)
    const tips = (segments: string) => {
      const kept = rested({ facts: JSON.stringify({ ...facts, ...consents, ...graded }), segments })
      const asked = { ...input, ...kept, asOf: now, askedAt: now, factsAsOf: ago(1) }
      return decide(compiled, asked).tips.map(({ id }) => id)
    }
    const sales = playbooks.cn.tips.filter(({ marketing }) => marketing).map(({ id }) => id)
    expect(tips(groups(400, 0)).filter((id) => sales.includes(id))).not.toEqual([])
    const care = tips(groups(400, 1))
    expect(care).toContain('vulnerable-pace')
    expect(care.filter((id) => sales.includes(id))).toEqual([])
  })
})

describe('of a customer who was split a group is rested on', () => {
  const splitAt = ago(3)
  it.each<[boolean, string, string, string | null]>([
    [false, 'of a run of before', groups(20, 1), splitAt],
    [false, 'of a run since that did not know yet', groups(1, 1), splitAt],
    [false, 'of a run that knew of an earlier split alone', groups(1, 1, ago(9)), splitAt],
    [true, 'of a run that knew', groups(1, 1, splitAt), splitAt],
    [true, 'where there was none', groups(20, 1), null],
  ])('%s: %s', (rests, _, segments, split) => {
    const { facts, stale } = rested({ segments, splitAt: split })
    expect(Object.keys(rests ? facts : stale).toSorted()).toEqual([...ALL, 'vulnerable'])
    expect(rests ? stale : facts).toEqual({})
  })
})

describe('a run takes a customer as a decision does', () => {
  const folded = { at: now, source: 'core', rule: 'count entry' }
  const one = { name: 'transactions_90d', rule: folded }
  const only = new Set(['deposit_balance', 'age', one.name])
  const said = (part: object) => [{ ...row, finishedAt: ago(1), ...part }]
  const taken = (part: object, splitAt: string | null = null) =>
    customerOf(
      { key: 'a', said: JSON.stringify(said(part)), objected: 0, splitAt },
      { catalogue, now, only },
    )[0]

  it('without what is too old, folded otherwise, or of before a split', () => {
    const facts = '{"deposit_balance":5,"age":40}'
    expect(taken({ facts })?.facts).toEqual({ deposit_balance: 5, age: 40 })
    expect(taken({ facts, factsAsOf: ago(400) })?.facts).toEqual({ age: 40 })
    expect(taken({ facts }, ago(0.5))?.facts).toEqual({})
    const lineage = JSON.stringify({ [one.name]: one.rule })
    expect(taken({ facts: `{"${one.name}":4}`, lineage })?.facts).toEqual({})
  })

  it('as of its own moment where it is of history', () => {
    const asOf = ago(4000)
    expect(taken({ facts: '{"deposit_balance":5}', factsAsOf: ago(4010), asOf })?.facts).toEqual({
      deposit_balance: 5,
    })
  })
})

it.each([
  [false, true],
  [true, false],
])(
  'consent to be treated by what is known of them that was last %s is refused: %s, after a split too',
  (consent, is) => {
    const facts = JSON.stringify({ personalisation_consent: consent, age: 40 })
    const said = JSON.stringify([{ ...row, facts, finishedAt: ago(1) }])
    const judging = { catalogue, now, only: new Set(askedBeside([{ name: 'age' }])) }
    for (const splitAt of [null, ago(0.5)]) {
      const [one] = customerOf({ key: 'k', said, objected: 0, splitAt }, judging)
      expect(one && refused(one)).toBe(is)
      expect(one?.facts).toEqual(splitAt ? {} : JSON.parse(facts))
    }
  },
)
