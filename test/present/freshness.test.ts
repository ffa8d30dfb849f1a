import { describe, expect, it, test } from 'vitest'
import { freshnessLine, presentStrips } from '../../extension/present/freshness.ts'
import { decision, now, show } from './fixture.ts'

const at = (hours: number, ms = 0) => new Date(Date.parse(now) - hours * 3_600_000 - ms).toISOString()

describe('how fresh', () => {
  test.each([
    ['2026-11-22T22:00:00Z', '数据截至今天 06:00，8 小时前', 'Data as of today 06:00, 8 h ago'],
    ['2026-11-22T15:59:00Z', '数据截至昨天 23:59，14 小时前', 'Data as of yesterday 23:59, 14 h ago'],
    ['2026-11-20T22:00:00Z', '数据截至前天 06:00，2 天前', 'Data as of two days ago 06:00, 2 days ago'],
    ['2026-11-18T22:00:00Z', '数据截至 2026-11-19 06:00，4 天前', 'Data as of 19 Nov 2026 06:00, 4 days ago'],
    [at(0, 59_999), '数据截至今天 14:31，刚刚', 'Data as of today 14:31, just now'],
    [at(0, 60_000), '数据截至今天 14:31，1 分钟前', 'Data as of today 14:31, 1 min ago'],
    [at(0, 3_599_999), '数据截至今天 13:32，59 分钟前', 'Data as of today 13:32, 59 min ago'],
    [at(1), '数据截至今天 13:32，1 小时前', 'Data as of today 13:32, 1 h ago'],
    [at(-1), '数据截至今天 15:32，刚刚', 'Data as of today 15:32, just now'],
  ])('facts of %s', (factsAsOf, zh, en) => {
    expect(freshnessLine(show('zh-CN'), decision({}, { factsAsOf }))).toBe(zh)
    expect(freshnessLine(show('en'), decision({}, { factsAsOf }))).toBe(en)
  })

  it('tells a historical extract by its day, without an age', () => {
    const told = { historical: true, asOf: '1998-12-31T04:00:00Z', factsAsOf: '1998-12-31T04:00:00Z' }
    expect(freshnessLine(show('zh-CN'), decision({}, told))).toBe('数据截至 1998-12-31')
    expect(presentStrips(show('zh-CN'), decision({}, told))).toEqual([
      { tone: 'none', text: '按 1998-12-31 的数据决策（历史数据）。' },
    ])
  })
})

describe('what to know first', () => {
  const strips = (factsAsOf: string, confirmed = now) =>
    presentStrips(show('zh-CN', now, confirmed), decision({}, { factsAsOf })).map(({ tone }) => tone)

  test.each([
    [at(24), []],
    [at(24, 1), ['none']],
  ])('facts of %s: %j', (factsAsOf, tones) => {
    expect(strips(factsAsOf)).toEqual(tones)
  })

  test.each([
    [at(1 / 6), []],
    [at(1 / 6, 1), ['warn']],
  ])('playbook confirmed at %s: %j', (confirmed, tones) => {
    expect(strips(now, confirmed)).toEqual(tones)
  })

  it('says how old', () => {
    const told = presentStrips(
      show('zh-CN', now, at(0.3)),
      decision({}, { factsAsOf: '2026-11-20T22:00:00Z' }),
    )
    expect(told.map(({ text }) => text)).toEqual([
      '策略包是 18 分钟前核对的，可能有新的停止没收到。',
      '数据截至前天 06:00，已超过 24 小时。要紧的请先与客户核实。',
    ])
  })
})
