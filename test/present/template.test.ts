import { describe, expect, it, test } from 'vitest'
import { type Known, knownOf } from '../../extension/present/show.ts'
import { fill } from '../../extension/present/template.ts'
import type { Facts } from '../../worker/contract/catalogue.ts'
import { decision, show } from './fixture.ts'

const facts: Facts = {
  age: 66,
  job: 'retired',
  pin: '8812',
  deposit_balance: 86_240_000,
  matures_on: '2026-12-01',
  risk_grade: 3,
  highest_holding_grade: 4,
  marketing_consent: false,
  holdings: [{ code: 'A', name: { zh: '稳享', en: 'Steady' }, kind: 'wealth', grade: 2, amount: 100_000 }],
}
const filled = (
  language: 'zh-CN' | 'en',
  sentence: string,
  given: Facts = facts,
  page: Known['page'] = {},
) => {
  const on = show(language)
  return fill(on, knownOf(on, decision(given), page), { zh: sentence, en: sentence })
}

describe('a sentence with values', () => {
  test.each([
    ['客户 {{customer.age}} 岁', '客户 66 岁'],
    ['{{customer.job}}客户', '退休客户'],
    ['余额{{customer.deposit_balance}}。', '余额约 90 万元。'],
    ['（{{customer.matures_on}}到期）', '（2026-12-01 到期）'],
    ['客户为 C{{customer.risk_grade}}', '客户为 C3'],
    ['客户为{{customer.risk_grade}}', '客户为 C3'],
    ['最高 R{{customer.highest_holding_grade}}', '最高 R4'],
    ['最高{{customer.highest_holding_grade}}', '最高 R4'],
    ['改选 R{{customer.risk_grade}} 及以下', '改选 R3 及以下'],
    ['{{customer.marketing_consent}}', '否'],
    ['{{customer.holdings}}', '稳享 R2 约 1,000 元'],
  ])('%s reads %s', (sentence, told) => {
    expect(filled('zh-CN', sentence)).toBe(told)
  })

  it('fills page fields, money without a currency where none is known', () => {
    const page = { product_grade: 4, amount: 20_000_000 }
    expect(filled('en', '{{page.product_grade}} for {{page.amount}}', {}, page)).toBe('R4 for 200,000 CNY')
    const on = show('en')
    const known = { facts: {}, page, currency: null, today: '2026-11-23' }
    expect(fill(on, known, { zh: '{{page.amount}}', en: '{{page.amount}}' })).toBe('200,000.00')
  })

  it.each([
    ['zh-CN', '满{{parameter.months}}个月，{{parameter.limit}}', '满 12 个月，5,000 元'],
    ['en', '{{parameter.months}} months, {{parameter.limit}}', '12 months, 5,000 CNY'],
    ['en', '{{parameter.word}}, {{parameter.other}}', 'self, unknown'],
  ] as const)('fills thresholds of the bank (%s: %s)', (language, sentence, told) => {
    expect(filled(language, sentence)).toBe(told)
  })

  test.each([
    ['zh-CN', '客户为 C{{customer.risk_grade}}，{{page.amount}}', '客户为 未知，未知'],
    ['en', 'customer C{{customer.risk_grade}}, {{page.amount}}', 'customer unknown, unknown'],
  ] as const)('says unknown for what is missing (%s)', (language, sentence, told) => {
    expect(filled(language, sentence, {})).toBe(told)
  })

  it('never shows what may not be shown', () => {
    expect(filled('zh-CN', '密码{{customer.pin}}')).toBe('密码不显示')
    expect(filled('en', 'PIN {{customer.pin}}')).toBe('PIN not shown')
  })

  it('reads inherited names of an object as unknown', () => {
    expect(filled('en', '{{customer.constructor}}', {})).toBe('unknown')
  })

  it('says dates and sums as people speak, when they are to be read out', () => {
    const on = show('zh-CN')
    const say = { zh: '{{customer.deposit_balance}}在{{customer.matures_on}}到期', en: '-' }
    expect(fill(on, knownOf(on, decision(facts)), say, 'spoken')).toBe('约 90 万元在 12 月 1 日到期')
  })
})
