import { describe, expect, it, test } from 'vitest'
import { knownOf } from '../../extension/present/show.ts'
import { hiddenLine, presentHidden, presentTip } from '../../extension/present/tips.ts'
import { type HiddenTip, TipReason } from '../../worker/contract/decision.ts'
import { decision, languages, show } from './fixture.ts'

const scored = {
  id: 'renew',
  score: 0.05,
  propensity: 0.62,
  context: 0.9,
  value: 0.19,
  lever: 0.5,
  interrupts: false,
  basis: [],
}
const facts = { term_deposit_balance: 30_000_000, matures_on: '2026-12-01' }

const told = (language: 'zh-CN' | 'en', tip = scored) => {
  const on = show(language)
  return presentTip(on, knownOf(on, decision(facts)), tip)
}

describe('a tip', () => {
  it('is a sentence to read out, in quotes, with quotes within turned', () => {
    expect(told('zh-CN')[0]).toMatchObject({
      say: '“您有约 30 万元在 12 月 1 日到期，可用‘续存’。”',
      why: '2026-12-01 到期',
      category: '挽留',
      label: '续存',
    })
    expect(told('en')[0]?.say).toBe('“Your about 300,000 CNY mature on 1 December: ‘renew’.”')
  })

  it('says why it ranks in four words with their shares', () => {
    expect(told('zh-CN')[0]?.levers).toEqual([
      { label: '接受可能', share: 0.62, word: '较高' },
      { label: '此刻合适', share: 0.9, word: '高' },
      { label: '价值', share: 0.19, word: '低' },
      { label: '主管权重', share: 0.5, word: '未调整' },
    ])
  })

  test.each([
    [0, 'low', 'lowered'],
    [0.199, 'low', 'lowered'],
    [0.2, 'fairly low', 'lowered'],
    [0.4, 'medium', 'lowered'],
    [0.5, 'medium', 'unchanged'],
    [0.6, 'fairly high', 'raised'],
    [0.8, 'high', 'raised'],
    [1, 'high', 'raised'],
  ])('a share of %s is %s, a weight of it is %s', (share, level, weight) => {
    const words = told('en', { ...scored, propensity: share, lever: share })[0]?.levers.map(
      ({ word }) => word,
    )
    expect([words?.[0], words?.[3]]).toEqual([level, weight])
  })

  it('is left out where the playbook does not hold it', () => {
    expect(told('en', { ...scored, id: 'gone' })).toEqual([])
  })
})

describe('tips not shown', () => {
  const hidden = (reason: TipReason, ...missing: string[]): HiddenTip => ({ id: 'renew', reason, missing })
  const hiddenTips = [
    hidden('cap-tip'),
    hidden('eligibility-unknown', 'customer.risk_grade'),
    hidden('eligibility-unknown', 'customer.risk_grade', 'customer.age'),
  ]

  it('are counted by reason, the most frequent first', () => {
    expect(hiddenLine(show('zh-CN'), decision({}, { hiddenTips }))).toBe(
      '3 条未显示：资料不全 2，近期已经问过 1',
    )
    expect(hiddenLine(show('en'), decision({}, { hiddenTips }))).toBe(
      '3 not shown: data missing 2, asked recently 1',
    )
    expect(hiddenLine(show('en'), decision({}, { hiddenCounts: { validity: 1, eligibility: 3 } }))).toBe('')
  })

  it('each say why, by the names of what is missing', () => {
    expect(
      presentHidden(
        show('zh-CN'),
        decision({}, { hiddenTips, hiddenCounts: { validity: 1, eligibility: 3 } }),
      ),
    ).toEqual([
      { label: '续存', why: '近期已经问过' },
      { label: '续存', why: '缺风险等级' },
      { label: '续存', why: '缺风险等级、年龄' },
      { label: '其余 4 条', why: '不适用于这位客户' },
    ])
  })

  test.each(languages)('have a word for every reason in %s', (language) => {
    const words = TipReason.options.map((reason) =>
      hiddenLine(show(language), decision({}, { hiddenTips: [hidden(reason)] })),
    )
    expect(new Set(words).size).toBe(TipReason.options.length)
  })
})
