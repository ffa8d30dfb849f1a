import { expect, it, test } from 'vitest'
import { readCatalogue } from '../../db/import/catalogue.ts'
import { LIFE_RULES, RFM_GROUPS, VULNERABILITY_DRIVERS } from '../../worker/contract/segment-groups.ts'
import { SEGMENT_ATTRIBUTE } from '../../worker/contract/segmentation.ts'
import {
  candidates,
  chooseFeatures,
  keptOut,
  measured,
  pointOf,
  type SampleRow,
} from '../../worker/segmentation/features.ts'
import { profilesOf } from '../../worker/segmentation/profiles.ts'
import { wordsOf } from '../../worker/segmentation/words.ts'

const catalogue = await readCatalogue()
const cny = (...values: (number | null)[]): SampleRow => ['CNY', values]
const names = candidates(catalogue).map(({ name }) => name)

it('takes numbers, money and yes or no of the catalogue', () => {
  expect(names).toEqual(expect.arrayContaining(['age', 'deposit_balance', 'app_active']))
})

it.each([
  ...['gender', 'marital', 'region', 'job', 'marketing_consent', 'personalisation_consent', 'on_call_list'],
  ...['in_default', ...VULNERABILITY_DRIVERS, 'vulnerable', ...Object.values(SEGMENT_ATTRIBUTE)],
])('never clusters by %s', (name) => {
  expect(catalogue.map((one) => one.name)).toContain(name)
  expect(names).not.toContain(name)
})

it('never clusters by C3, whatever it is called', () => {
  const [first] = catalogue
  const secret = { ...first, name: 'pulse', type: 'int', sensitivity: 'C3' } as (typeof catalogue)[0]
  expect(candidates([secret])).toEqual([])
  expect(keptOut([secret])).toEqual([{ name: 'pulse', why: 'sensitive' }])
})

it('never clusters by what the catalogue does not let serve for segments, and says so', () => {
  const [first] = catalogue
  const shown = { ...first, name: 'height', type: 'int', uses: ['decide', 'show'] } as (typeof catalogue)[0]
  expect(candidates([shown])).toEqual([])
  expect(keptOut([shown])).toEqual([{ name: 'height', why: 'not-meant' }])
})

it('chooses the same facts though a few customers of another source have next to none', () => {
  const all = ['age', 'balance', 'loans', 'funds'].map((name) => ({ name, type: 'int' as const }))
  const rich = Array.from({ length: 500 }, (_, no) => cny(no, no % 7, no % 50 ? no % 5 : null, no % 3))
  const poor = Array.from({ length: 60 }, (_, no) => cny(no, null, null, null))
  const { features, told } = chooseFeatures(all, [...rich, ...poor])
  expect(features).toEqual(chooseFeatures(all, rich).features)
  expect(features.length).toBe(4)
  expect(told.features[1]).toEqual({ name: 'balance', known: 500 / 560 })
})

it('takes what two large sources have in common', () => {
  const all = ['age', 'app', 'balance', 'visits'].map((name) => ({ name, type: 'int' as const }))
  const one = Array.from({ length: 500 }, (_, no) => cny(no, no % 7, no, null))
  const other = Array.from({ length: 100 }, (_, no) => cny(no, no % 5, null, no))
  expect(chooseFeatures(all, [...one, ...other]).features.map(({ name }) => name)).toEqual(['age', 'app'])
})

it('leaves out what too few have and what is the same for all, and says so', () => {
  const all = ['age', 'rare', 'same'].map((name) => ({ name, type: 'int' as const }))
  const sample = Array.from({ length: 100 }, (_, no) => cny(no, no < 94 ? no : null, no < 96 ? 7 : no))
  const { features, told } = chooseFeatures(all, sample)
  expect(features).toMatchObject([{ name: 'age', mean: 49.5 }])
  expect(told).toEqual({
    features: [{ name: 'age', known: 1 }],
    unused: [
      { name: 'rare', why: 'too-rare' },
      { name: 'same', why: 'same-for-all' },
    ],
  })
})

it('names the first fact that is missing, and never guesses one', () => {
  const features = ['age', 'deposit_balance'].map((name) => ({
    name,
    type: 'int' as const,
    mean: 0,
    deviation: 2,
  }))
  expect(pointOf(features, { age: 4, deposit_balance: 8 }, 'CNY')).toEqual([2, 4])
  expect(pointOf(features, { age: 4 }, 'CNY')).toBe('deposit_balance')
  expect(measured({ name: 'age', type: 'int' }, { age: 'forty' })).toBeNull()
})

it('compares amounts within their currency, and none of a currency it does not know', () => {
  const all = ['balance', 'age'].map((name, no) => ({
    name,
    type: no ? ('int' as const) : ('money' as const),
  }))
  const log = (value: number) => Math.log1p(value / 100)
  const own = Array.from({ length: 60 }, (_, no): SampleRow => ['CNY', [log(1000 * (no + 1)), no]])
  const czk = Array.from({ length: 40 }, (_, no): SampleRow => ['CZK', [log(7000 * (no + 1)), no]])
  const { features } = chooseFeatures(all, [...own, ...czk])
  const mean = (rows: readonly SampleRow[]) =>
    rows.reduce((sum, [, [value]]) => sum + (value ?? 0), 0) / rows.length
  const at = (currency: string, value: number) =>
    pointOf(features, { balance: Math.round(100 * Math.expm1(value)), age: 3 }, currency)[0]
  expect(at('CNY', mean(own))).toBeCloseTo(0, 3)
  expect(at('CZK', mean(czk))).toBeCloseTo(0, 3)
  expect(pointOf(features, { balance: 5, age: 3 }, 'EUR')).toBe('balance')
  const sums = { c1: { customers: 2, plain: [900, 80], scaled: [1, 1] } }
  expect(profilesOf(sums, features, catalogue)[0]?.measures.map((one) => one.mean)).toEqual([null, 40])
})

it('puts twice as much money as far apart everywhere, debts on the other side', () => {
  const money = (value: number) => measured({ name: 'b', type: 'money' }, { b: value }) ?? Number.NaN
  expect(money(200_000_00) - money(100_000_00)).toBeCloseTo(money(2_000_000_00) - money(1_000_000_00), 3)
  expect(money(-500)).toBe(-money(500))
})

it('says in both languages what sets a group apart, the furthest first, however the measures come', () => {
  const measures = [
    { name: 'age', mean: 25, difference: -1.6 },
    { name: 'app_active', mean: 0.9, difference: 0.9 },
    { name: 'wealth_balance', mean: 0, difference: -0.7 },
    { name: 'deposit_balance', mean: 5, difference: 0.1 },
    { name: 'transactions', mean: 5, difference: 0.5 },
  ]
  const words = {
    zh: '年轻、多用手机银行、理财少',
    en: 'younger, mostly on mobile banking, little in wealth products',
  }
  expect(wordsOf(measures, catalogue)).toEqual(words)
  expect(wordsOf(measures.toReversed(), catalogue)).toEqual(words)
  expect(wordsOf([{ name: 'standing_orders', mean: 9, difference: 1 }], catalogue)).toEqual({
    zh: '定期扣款笔数偏高',
    en: 'standing orders: high',
  })
  const grade = wordsOf([{ name: 'highest_holding_grade', mean: 1, difference: -1 }], catalogue)
  expect(grade?.en).toBe('highest grade held: low')
  expect(wordsOf([{ name: 'age', mean: 40, difference: 0.2 }], catalogue)).toBeNull()
})

it('tells means and distances from everybody', () => {
  const features = [{ name: 'age', type: 'int' as const, mean: 0, deviation: 1 }]
  const sums = {
    c10: { customers: 1, plain: [70], scaled: [3] },
    c2: { customers: 3, plain: [90], scaled: [-3] },
  }
  expect(profilesOf(sums, features, catalogue)).toMatchObject([
    { value: 'c2', measures: [{ mean: 30, difference: -1 }] },
    { value: 'c10', measures: [{ mean: 70, difference: 3 }] },
  ])
})

test('the catalogue has the words of every group', () => {
  const values = (name: string) => catalogue.find((one) => one.name === name)?.values
  expect(values('rfm_group')).toEqual(
    Object.fromEntries(RFM_GROUPS.map(({ value, label }) => [value, label])),
  )
  expect(Object.keys(values('life_stage') ?? {}).toSorted()).toEqual(
    [...new Set(LIFE_RULES.map(({ stage }) => stage))].toSorted(),
  )
  expect(Object.keys(values('cluster') ?? {}).length).toBe(12)
})
