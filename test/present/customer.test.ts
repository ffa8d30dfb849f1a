import { describe, expect, it, test } from 'vitest'
import { presentAssets } from '../../extension/present/assets.ts'
import { presentComplaint } from '../../extension/present/complaint.ts'
import { presentConsents } from '../../extension/present/consents.ts'
import { heldText } from '../../extension/present/held.ts'
import { presentFact } from '../../extension/present/segments.ts'
import { knownOf } from '../../extension/present/show.ts'
import type { Facts } from '../../worker/contract/catalogue.ts'
import type { Decision } from '../../worker/contract/decision.ts'
import { decision, show } from './fixture.ts'

const on = show('zh-CN')
const known = (facts: Facts, more: Partial<Decision> = {}) => knownOf(on, decision(facts, more))

describe('an open complaint', () => {
  test.each([
    ['2026-11-23', '剩 15 天', 0],
    ['2026-11-14', '剩 6 天', 0.6],
    ['2026-11-09', '剩 1 天', 14 / 15],
    ['2026-11-08', '今天到期', 1],
    ['2026-11-07', '已超 1 天', 1],
    ['2026-11-24', '剩 16 天', 0],
  ])('of %s: %s', (opened, left, share) => {
    expect(presentComplaint(on, known({ complaint_opened_on: opened }))).toMatchObject({ left, share })
  })

  it('names matter and term', () => {
    const facts = { complaint_opened_on: '2026-11-20', complaint_matter: 'fee' }
    expect(presentComplaint(on, known(facts))).toMatchObject({
      title: '未结投诉：收费',
      from: '11-20 受理',
      due: '15 天期限 12-05',
      later: '复杂 30 天至 12-20',
      synthetic: '',
    })
    expect(presentComplaint(on, known({ complaint_opened_on: '2026-11-20' }))?.title).toBe('未结投诉')
  })

  it('is marked where the generator made it up, and not where the bank sent it', () => {
    const facts = { complaint_opened_on: '2026-11-20' }
    const made = known(facts, { synthetic: ['complaint_opened_on'] })
    expect([made, known(facts)].map((one) => presentComplaint(on, one)?.synthetic)).toEqual(['模拟', ''])
  })

  it('goes by the limit it was extended to', () => {
    const facts = { complaint_opened_on: '2026-11-03', complaint_stage: 'complaint_extended' }
    expect(presentComplaint(on, known(facts))).toMatchObject({
      ...{ left: '剩 10 天', due: '30 天期限 12-03', later: '', share: 2 / 3 },
    })
  })

  it('is counted to the day of a historical extract', () => {
    const then = { historical: true, asOf: '1998-12-31T04:00:00Z' }
    expect(presentComplaint(on, known({ complaint_opened_on: '1998-12-20' }, then))?.left).toBe('剩 4 天')
  })

  it('is none where none is known or the day is no day', () => {
    expect(presentComplaint(on, known({}))).toBeNull()
    expect(presentComplaint(on, known({ complaint_opened_on: '2026-02-30' }))).toBeNull()
  })
})

describe('assets', () => {
  const holding = (grade: number) => ({
    code: 'A',
    name: { zh: '甲', en: 'A' },
    kind: 'wealth' as const,
    grade,
    amount: 1,
  })
  const full = { deposit_balance: 10_000, term_deposit_balance: 30_000, wealth_balance: 20_000 }

  it('come largest first with their shares, and say what the generator made', () => {
    const assets = presentAssets(
      on,
      known(
        { ...full, risk_grade: 3, risk_assessed_on: '2026-03-12' },
        { synthetic: ['term_deposit_balance', 'wealth_balance', 'risk_grade'] },
      ),
    )
    expect(assets?.parts.map(({ label, amount }) => [label, amount])).toEqual([
      ['定期', { name: 'term_deposit_balance', label: '定期余额', instead: '••••••' }],
      ['理财', { name: 'wealth_balance', label: '理财余额', instead: '••••••' }],
      ['活期', { name: 'deposit_balance', label: '活期余额', instead: '••••••' }],
    ])
    expect(assets?.parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
    expect(assets).toMatchObject({
      total: { name: 'assets-total', label: '资产', instead: '约 600 元' },
      note: '风险等级 C3，2026-03-12 评估',
      synthetic: '模拟：定期、理财、风险等级',
    })
  })

  it('name each product held with its grade, its amount masked', () => {
    const all = known({ ...full, holdings: [holding(2), { ...holding(4), code: 'B', amount: 1_234_500 }] })
    const held = presentAssets(on, all)?.holdings
    expect(held?.map(({ label, amount }) => [label, amount])).toEqual([
      ['甲 R2', { name: 'holding-0', label: '甲 R2', instead: '••••••' }],
      ['甲 R4', { name: 'holding-1', label: '甲 R4', instead: '••••••' }],
    ])
    expect(heldText(on, all, 'holding-1')).toBe('12,345 元')
    expect(heldText(on, all, 'holding-2')).toBeNull()
  })

  it('name no grade of deposits', () => {
    const deposit = { ...holding(1), kind: 'deposit' as const }
    const labels = presentAssets(on, known({ ...full, holdings: [deposit] }))?.parts.map(({ label }) => label)
    expect(labels).toEqual(['定期', '理财', '活期'])
  })

  it('leave the sum at what is known where a balance is missing', () => {
    expect(presentAssets(on, known({ deposit_balance: -12_345 }))).toMatchObject({
      total: { instead: '已知约 -100 元' },
      parts: [
        { label: '定期', amount: '未知', share: 0 },
        { label: '理财', amount: '未知', share: 0 },
        { label: '活期', amount: { name: 'deposit_balance' }, share: 0 },
      ],
      note: '风险等级 未知',
      synthetic: '',
    })
  })

  it('are unknown, not nothing, where no balance is known', () => {
    expect(presentAssets(on, known({}))?.total).toBe('未知')
  })

  test.each([
    [[holding(2)], '理财 R2'],
    [[holding(4), holding(2)], '理财 R2–R4'],
    [[], '理财'],
  ])('name the grades held', (holdings, label) => {
    const parts = presentAssets(on, known({ ...full, holdings }))?.parts.map((part) => part.label)
    expect(parts).toContain(label)
  })
})

describe('consents', () => {
  it('tell given, refused and not recorded apart', () => {
    expect(
      presentConsents(on, known({ marketing_consent: false }, { synthetic: ['marketing_consent'] })),
    ).toEqual([
      { name: 'marketing_consent', mark: 'no', label: '营销：否', synthetic: '模拟' },
      { name: 'sms_consent', mark: 'unknown', label: '短信：未登记，按不同意', synthetic: '' },
    ])
    expect(presentConsents(on, known({ sms_consent: true }))[1]).toMatchObject({ mark: 'yes', label: '短信' })
  })

  test.each([
    ['2026-11-22', false],
    ['2026-11-23', true],
    ['2026-11-24', true],
  ])('a rest from calls until %s still holds: %s', (until, holds) => {
    const labels = presentConsents(on, known({ do_not_call_until: until })).map(({ label }) => label)
    expect(labels.includes(`免打扰至 ${until}`)).toBe(holds)
  })
})

describe('a fact', () => {
  test.each([
    ['age', { age: 66 }, '66'],
    ['idle', { idle: 12 }, '12 天'],
    ['job', { job: 'retired' }, '退休'],
    ['job', { job: 'pilot' }, 'pilot'],
    ['risk_grade', {}, '未知'],
    ['holdings', { holdings: [] }, '没有'],
  ] as [string, Facts, string][])('%s of %j reads %s', (name, facts, value) => {
    expect(presentFact(on, known(facts), name)).toMatchObject([{ value }])
  })

  it('of the highest sensitivity is never shown, nor one that nobody declared', () => {
    expect(presentFact(on, known({ pin: '8812' }), 'pin')).toEqual([])
    expect(presentFact(on, known({ shoe: 42 }), 'shoe')).toEqual([])
  })

  it('is marked where the generator made it, and names its source where not', () => {
    const grade = { value: 'C3', channel: '' }
    const made = known({ risk_grade: 3 }, { synthetic: ['risk_grade'] })
    expect(presentFact(on, made, 'risk_grade')).toMatchObject([{ ...grade, synthetic: '模拟' }])
    expect(presentFact(on, known({ risk_grade: 3 }), 'risk_grade')).toMatchObject([
      { ...grade, synthetic: '' },
    ])
    expect(presentFact(on, known({ age: 66 }), 'age')).toMatchObject([{ synthetic: '', channel: '核心系统' }])
  })
})
