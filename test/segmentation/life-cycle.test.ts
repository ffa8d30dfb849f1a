import { describe, expect, it } from 'vitest'
import type { Facts } from '../../worker/contract/catalogue.ts'
import { VULNERABILITY_DRIVERS } from '../../worker/contract/segment-groups.ts'
import { type Activity, lifeStage, vulnerable } from '../../worker/segmentation/life-cycle.ts'

const asOf = '2026-11-24T02:00:00.000Z'
const used: Activity = { recent: 9, before: 27, out: 0, in: 0, closed: 0, last: '2026-11-20T00:00:00.000Z' }
const old: Facts = { account_opened_on: '2015-01-01', deposit_balance: 1_000_000 }

const stage = (facts: Facts, activity: Partial<Activity> | null) =>
  lifeStage({ facts, activity: activity && { ...used, ...activity }, asOf })?.rule ?? null

describe('the stage of a customer', () => {
  it.each<[string, Facts, Partial<Activity> | null, string | null]>([
    ['as ever', old, {}, 'steady'],
    ['a product closed', old, { closed: 1 }, 'closed'],
    ['three tenths gone', { deposit_balance: 700_000 }, { out: 300_000 }, 'outflow'],
    ['not quite three tenths', { deposit_balance: 700_100 }, { out: 299_900 }, 'steady'],
    ['all of next to nothing gone', { deposit_balance: 0 }, { out: 99_900 }, 'steady'],
    ['out and in again', { deposit_balance: 700_000 }, { out: 600_000, in: 500_000 }, 'steady'],
    ['balance not known', {}, { out: 900_000 }, 'steady'],
    ['fewer than half', old, { recent: 4 }, 'fewer'],
    ['half', old, { recent: 4, before: 24 }, 'steady'],
    ['fewer, of too few to tell', old, { recent: 0, before: 17 }, 'steady'],
    ['silent for 180 days', old, { recent: 0, before: 4, last: '2026-05-28T00:00:00.000Z' }, 'steady'],
    ['silent for longer', old, { recent: 0, before: 4, last: '2026-05-27T00:00:00.000Z' }, 'silent'],
    ['silent by the record alone', { ...old, last_transaction_on: '2025-01-01' }, null, 'silent'],
    ['used by the record alone', { ...old, last_transaction_on: '2026-11-01' }, null, 'steady'],
    ['opened of late', { account_opened_on: '2026-06-01' }, {}, 'opened'],
    ['opened of late, leaving already', { account_opened_on: '2026-06-01' }, { closed: 2 }, 'closed'],
    ['three tenths more', { deposit_balance: 1_300_000 }, { in: 300_000 }, 'inflow'],
    ['half as many again', old, { recent: 14 }, 'more'],
    ['nothing known', {}, null, null],
    ['an opening long ago alone', old, null, null],
  ])('%s', (_, facts, activity, rule) => {
    expect(stage(facts, activity)).toBe(rule)
  })
})

describe('vulnerability', () => {
  const all = (value: boolean) => Object.fromEntries(VULNERABILITY_DRIVERS.map((name) => [name, value]))

  it.each(VULNERABILITY_DRIVERS)('is known by one driver: %s', (name) => {
    expect(vulnerable({ [name]: true })).toBe(true)
    expect(vulnerable({ ...all(false), [name]: true })).toBe(true)
  })

  it('is ruled out by all four alone; unknown stays unknown', () => {
    expect(vulnerable(all(false))).toBe(false)
    expect(vulnerable({})).toBeNull()
    const { vulnerability_health: _, ...three } = all(false)
    expect(vulnerable(three)).toBeNull()
  })
})
