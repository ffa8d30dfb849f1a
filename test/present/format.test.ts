import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { amount, date, money, shortDate, shortKey, spokenDate, time } from '../../extension/present/format.ts'

describe('money', () => {
  test.each([
    [86_240_000, 'CNY', 'zh-CN', 'plain', '862,400 元'],
    [86_240_050, 'CNY', 'zh-CN', 'plain', '862,400.50 元'],
    [30_000_000, 'CNY', 'zh-CN', 'spoken', '30 万元'],
    [86_240_000, 'CNY', 'zh-CN', 'spoken', '86.24 万元'],
    [86_243_100, 'CNY', 'zh-CN', 'spoken', '862,431 元'],
    [999_900, 'CNY', 'zh-CN', 'spoken', '9,999 元'],
    [-12_345, 'CNY', 'zh-CN', 'plain', '-123.45 元'],
    [0, 'CNY', 'zh-CN', 'plain', '0 元'],
    [86_240_000, 'CNY', 'en', 'spoken', '862,400 CNY'],
    [86_240_000, 'CZK', 'en', 'plain', '862,400.00 CZK'],
    [86_240_000, 'CZK', 'zh-CN', 'spoken', '862,400.00 CZK'],
    [500, 'JPY', 'en', 'plain', '500 JPY'],
    [20_000_050, null, 'zh-CN', 'plain', '200,000.50'],
  ] as const)('%s %s in %s, %s: %s', (minor, currency, language, style, told) => {
    expect(money(minor, currency, language, style)).toBe(told)
  })

  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom('CNY', 'CZK'), (minor, currency) => {
        expect(Math.round(Number(amount(minor, currency).replaceAll(',', '')) * 100)).toBe(minor)
      }),
    )
  })

  it('says no rounded sum aloud', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (minor) => {
        const said = money(minor, 'CNY', 'zh-CN', 'spoken')
        const unit = said.endsWith('万元') ? 1_000_000 : 100
        expect(Math.round(Number.parseFloat(said.replaceAll(',', '')) * unit)).toBe(minor)
      }),
    )
  })
})

test.each([
  ['2026-12-01', 'zh-CN', '2026-12-01', '12-01', '12 月 1 日'],
  ['2026-12-01', 'en', '1 Dec 2026', '1 Dec', '1 December'],
  ['2027-01-31', 'zh-CN', '2027-01-31', '01-31', '2027 年 1 月 31 日'],
  ['2027-01-31', 'en', '31 Jan 2027', '31 Jan', '31 January 2027'],
] as const)('the day %s in %s', (day, language, full, short, spoken) => {
  expect(date(day, language)).toBe(full)
  expect(shortDate(day, language)).toBe(short)
  expect(spokenDate(day, '2026-11-23', language)).toBe(spoken)
})

test('clock times are of the zone, by 24 hours', () => {
  expect(time(new Date('2026-11-22T16:05:00Z'), 'Asia/Shanghai')).toBe('00:05')
})

test('a key is named by both ends', () => {
  expect(shortKey(`7f3a${'0'.repeat(56)}c21e`)).toBe('7f3a…c21e')
})
