import { describe, expect, test } from 'vitest'
import { type Difference, differences } from '../../extension/console/difference.ts'
import { versionDifferences } from '../../extension/console/history/versions.ts'
import { textDifference } from '../../extension/console/text-difference.ts'
import type { ItemKind } from '../../worker/contract/item.ts'
import { itemOf, withItem } from '../../worker/decision/items.ts'
import { draftTip, inForce } from './story.ts'

const { playbook } = inForce
const tip = itemOf(playbook, 'tip', 'maturity-choices') as Record<string, unknown>
const check = itemOf(playbook, 'check', 'above-grade') as Record<string, unknown>
const script = itemOf(playbook, 'script', 'transfer-failed') as { steps: Record<string, unknown>[] }

const said = (kind: ItemKind, before: unknown, after: unknown, lang: 'zh-CN' | 'en' = 'zh-CN') =>
  differences(before, after, { kind, playbook, lang }).changed.map(
    ({ label, before, after }: Difference) => `${label}: ${before ?? ''} → ${after ?? ''}`,
  )

const rich = (yuan: number) => ({ ...tip, eligibility: `customer.total_assets + 1 >= ${yuan} * 100` })
const assets = (yuan: number) => ({
  ...tip,
  eligibility: `customer.total_assets >= ${yuan} * 100 && customer.app_active`,
})

describe('differences in words', () => {
  test.each<[string, ItemKind, unknown, unknown, string[], string[]]>([
    [
      'a threshold',
      'tip',
      assets(600_000),
      assets(300_000),
      ['给谁 · 资产合计: ≥ 60 万元 → ≥ 30 万元'],
      ['Audience · Total assets: ≥ CNY 600,000 → ≥ CNY 300,000'],
    ],
    [
      'a line more',
      'tip',
      { ...tip, eligibility: 'customer.app_active' },
      assets(300_000),
      ['给谁 · 资产合计:  → 资产合计 ≥ 30 万元'],
      ['Audience · Total assets:  → Total assets ≥ CNY 300,000'],
    ],
    [
      'another way to go together',
      'tip',
      { ...tip, eligibility: 'customer.app_active && customer.housing_loan' },
      { ...tip, eligibility: 'customer.app_active || customer.housing_loan' },
      ['给谁: customer.app_active && customer.housing_loan → customer.app_active || customer.housing_loan'],
      [
        'Audience: customer.app_active && customer.housing_loan → customer.app_active || customer.housing_loan',
      ],
    ],
    [
      'what only CEL says',
      'tip',
      rich(1),
      rich(2),
      ['给谁 · CEL 条件: 资产合计 + 1 ≥ 1 * 100 → ', '给谁 · CEL 条件:  → 资产合计 + 1 ≥ 2 * 100'],
      [
        'Audience · CEL condition: Total assets + 1 ≥ 1 * 100 → ',
        'Audience · CEL condition:  → Total assets + 1 ≥ 2 * 100',
      ],
    ],
    [
      'a cap',
      'tip',
      { ...tip, cap: { max: 1, days: 30 } },
      { ...tip, cap: { max: 2, days: 30 } },
      ['次数上限: 30 天至多 1 次 → 30 天至多 2 次'],
      ['Cap: at most 1 in 30 days → at most 2 in 30 days'],
    ],
    [
      'a verdict',
      'check',
      { ...check, verdict: 'warn' },
      { ...check, verdict: 'block' },
      ['结果: 警示 → 停止'],
      ['Verdict: warn → block'],
    ],
    [
      'a start to the minute',
      'tip',
      tip,
      { ...tip, from: '2026-11-24T09:00' },
      ['开始:  → 2026-11-24 09:00'],
      ['Start:  → 2026-11-24 09:00'],
    ],
    [
      'a step less',
      'script',
      script,
      { ...script, steps: script.steps.slice(0, 1) },
      ['步骤: 删去步骤“查到哪一步” → '],
      ['Steps: step “Find where it is” removed → '],
    ],
    [
      'steps in another order',
      'script',
      script,
      { ...script, steps: script.steps.toReversed() },
      ['步骤:  → 步骤先后改变'],
      ['Steps:  → order of the steps changed'],
    ],
    ['a new item', 'tip', undefined, tip, ['提示:  → 新建'], ['Tip:  → New']],
    [
      'an item taken out',
      'tip',
      tip,
      null,
      ['提示:  → 从策略包中取下'],
      ['Tip:  → Taken out of the playbook'],
    ],
    ['nothing', 'tip', tip, { ...tip }, [], []],
  ])('%s', (_, kind, before, after, zh, en) => {
    expect(said(kind, before, after)).toEqual(zh)
    expect(said(kind, before, after, 'en')).toEqual(en)
  })

  test('words that went and came', () => {
    const put = (zh: string) => ({ ...tip, say: { zh, en: 'x' } })
    expect(said('tip', put('利率更高，现在续存吗？'), put('现在续存或另作安排吗？'))).toEqual([
      '对客户说 · 中文: 删去“利率更高，” → 加“或另作安排”',
    ])
  })

  test('every member that differs is said, and the others are named', () => {
    const { changed, same } = differences(tip, draftTip, { kind: 'tip', playbook, lang: 'zh-CN' })
    const named = changed.map(({ label }) => label.split(' · ')[0])
    expect(new Set(named)).toEqual(
      new Set(['给谁', '对客户说', '次数上限', '接触渠道', '开始', '结束', '团队', '对照组', '复审日']),
    )
    expect(same).toContain('营销')
  })
})

test('two versions differ by the items that do', () => {
  const after = withItem(playbook, { kind: 'tip', itemId: 'maturity-choices', content: draftTip })
  const found = versionDifferences(playbook, after, 'en')
  expect(found.map(({ name }) => name)).toEqual(['tip “maturity-choices”'])
  expect(versionDifferences(playbook, playbook, 'en')).toEqual([])
})

test.each([
  ['一二三', '一二三', [], []],
  ['', '加上', [], ['加上']],
  ['one two three', 'one three four', ['two'], ['four']],
] as const)('%s and %s', (before, after, gone, come) => {
  expect(textDifference(before, after, /[a-z]/.test(before) ? 'en' : 'zh')).toEqual({ gone, come })
})
