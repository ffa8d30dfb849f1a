import { describe, expect, test } from 'vitest'
import { sentenceOf } from '../../extension/console/condition/sentence.ts'
import type { ItemKind } from '../../worker/contract/item.ts'
import { itemOf } from '../../worker/decision/items.ts'
import { draftTip, inForce } from './story.ts'

const { playbook } = inForce
const live = itemOf(playbook, 'tip', 'maturity-choices')

const said = (kind: ItemKind, item: unknown, before: unknown, lang: 'zh-CN' | 'en') =>
  sentenceOf(kind, item, before, playbook, lang)
    ?.map(({ text, changed }) => (changed ? `[${text}]` : text))
    .join('')

describe('the rule as a sentence', () => {
  test.each([
    [
      'zh-CN',
      '对[财富客户]或[临近退休]的客户，若定期最近到期日在 14 天内且[定期余额 ≥ 30 万元]，在[电话]时提示；每人[14 天至多 2 次]。',
    ],
    [
      'en',
      'For [Wealth] or [Near retirement] customers, if Next term deposit maturity within 14 days and [Term deposit balance ≥ CNY 300,000], shown in a contact by [phone]; to each at most [2 times in 14 days].',
    ],
  ] as const)('of a tip in %s, with what the live version does not say', (lang, sentence) => {
    expect(said('tip', draftTip, live, lang)).toBe(sentence)
  })

  test('of a new tip marks nothing: there is nothing to differ from', () => {
    expect(said('tip', draftTip, undefined, 'zh-CN')).not.toContain('[')
  })

  test('of everybody', () => {
    const item = itemOf(playbook, 'segment', 'general')
    expect(said('segment', item, item, 'zh-CN')).toBe('对所有客户，归入普通客户。')
    expect(said('segment', item, item, 'en')).toBe('For all customers, in the segment General.')
  })

  test('of a check says when and with what verdict', () => {
    const check = itemOf(playbook, 'check', 'above-grade')
    expect(said('check', check, check, 'zh-CN')).toMatch(/，办理前检查，结果为停止。$/)
  })

  test('is not made up where the condition cannot be read', () => {
    expect(said('tip', { ...draftTip, eligibility: 'customer.age >=' }, live, 'en')).toBeUndefined()
  })

  test.each(
    [...playbook.tips, ...playbook.checks, ...playbook.segments].map((item) => [item.id, item] as const),
  )('%s is said in both languages without a name of code', (_, item) => {
    const kind = 'verdict' in item ? 'check' : 'score' in item ? 'tip' : 'segment'
    for (const lang of ['zh-CN', 'en'] as const) {
      const sentence = said(kind, item, item, lang)
      expect(sentence).toMatch(lang === 'zh-CN' ? /[\u4e00-\u9fff].*[。？]$/ : /^[A-Z].*\.$/)
      expect(sentence).not.toMatch(/undefined|\bcustomer\.[a-z]|\[object/)
    }
  })
})
