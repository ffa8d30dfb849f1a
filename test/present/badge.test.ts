import { describe, expect, it, test } from 'vitest'
import { presentBadge, presentRowBadge, presentUncheckedBadge } from '../../extension/present/badge.ts'
import { textsIn } from '../../extension/texts/index.ts'
import type { DecidedTip } from '../../worker/contract/decision.ts'
import { check, decision, languages, now, show } from './fixture.ts'

const tip = (id: string): DecidedTip => ({
  id,
  score: 0.5,
  propensity: 0.5,
  context: 0.5,
  value: 0.5,
  interrupts: false,
  lever: 0.5,
  basis: [],
})
const wealthy = { segments: [{ id: 'wealthy', basis: ['age'] }] }

describe('the badge', () => {
  test.each([
    [[check('senior', 'pass'), check('share', 'remind'), check('grade', 'block')], 'block'],
    [[check('senior', 'pass'), check('share', 'warn')], 'warn'],
    [[check('senior', 'remind'), check('share', 'pass')], 'remind'],
    [[check('senior', 'pass')], 'pass'],
    [[check('senior', 'pass'), check('senior', 'not-checked')], 'none'],
    [[check('senior', 'remind'), check('senior', 'not-checked')], 'remind'],
    [[check('share', 'warn'), check('grade', 'not-checked')], 'none'],
    [[], 'none'],
  ] as const)('%j: %s', (checks, mark) => {
    expect(presentBadge(show('en'), decision({}, { ...wealthy, checks: [...checks] })).mark).toBe(mark)
  })

  test.each([
    [check('senior', 'pass'), 'pass', 'none'],
    [check('share', 'remind'), 'remind', 'remind'],
    [check('grade', 'block'), 'block', 'block'],
  ] as const)(
    'lets nobody pass by a playbook that nobody has confirmed for ten minutes: %j',
    (one, fresh, old) => {
      const decided = decision({}, { ...wealthy, checks: [one] })
      const at = (minutes: number) => new Date(Date.parse(now) - minutes * 60_000).toISOString()
      const [before, after] = [10, 11].map((minutes) =>
        presentBadge(show('zh-CN', now, at(minutes)), decided),
      )
      expect([before?.mark, after?.mark]).toEqual([fresh, old])
      expect(before?.title).not.toContain('策略包')
      expect(after?.title).toContain('策略包是 11 分钟前核对的')
    },
  )

  it('names headline, tips and key', () => {
    const decided = decision({}, { ...wealthy, tips: [tip('renew'), tip('renew'), tip('renew')] })
    const zh = presentBadge(show('zh-CN'), decided)
    expect(zh).toMatchObject({ key8: '7f3a5566', label: '财富客户', count: '提示 3' })
    expect(presentBadge(show('en'), decided).count).toBe('3 tips')
    expect(presentBadge(show('en'), { ...decided, tips: [tip('renew')] }).count).toBe('1 tip')
    expect(presentRowBadge(show('zh-CN'), decided)).toEqual({ ...zh, count: '' })
  })

  it('counts an action that stands on screen, but no form half filled in', () => {
    const decided = decision({}, { ...wealthy, checks: [check('senior', 'pass')] })
    const action = (one: ReturnType<typeof check>) => ({ checks: [one], page: {}, done: [] })
    expect(presentBadge(show('en'), decided, action(check('grade', 'block'))).mark).toBe('block')
    const halfFilled = check('grade', 'not-checked', 'page.product_grade')
    expect(presentBadge(show('en'), decided, action(halfFilled)).mark).toBe('pass')
    const unknownCustomer = check('grade', 'not-checked', 'customer.risk_grade')
    expect(presentBadge(show('en'), decided, action(unknownCustomer)).mark).toBe('none')
  })

  it('says so where no segment holds', () => {
    expect(presentBadge(show('zh-CN'), decision()).label).toBe('未分客群')
  })
})

describe.each(languages)('not checked, in %s', (language) => {
  const { unchecked, badge } = textsIn(language)
  test.each(Object.keys(unchecked) as (keyof typeof unchecked)[])('%s says why and what to do', (why) => {
    const view = presentUncheckedBadge(language, why, '7f3a556600')
    expect(view).toMatchObject({ key8: '7f3a5566', mark: 'none', label: badge.notChecked, count: '' })
    expect(view.title).toContain(unchecked[why].title)
    expect(view.title).toContain(unchecked[why].now)
  })
})

describe('the badge of a customer found by another number', () => {
  const decided = decision({}, { ...wealthy, checks: [check('senior', 'pass')] })
  test.each(languages)('%s: its title says by which, and in which role', (language) => {
    const { foundBy } = textsIn(language)
    const own = presentBadge(show(language), decided)
    const { label, title } = presentBadge(show(language), decided, null, { kind: 'card', role: 'owner' })
    expect(label).toBe(own.label)
    expect(title).toContain(own.title)
    expect(title).toContain(foundBy.line(foundBy.kinds.card, foundBy.roles.owner))
    expect(title).not.toContain(foundBy.another)
  })

  test.each(['joint', 'authorised', 'contact'] as const)(
    'a %s is named on it, and may be another',
    (role) => {
      const { foundBy } = textsIn('en')
      const { label, title } = presentBadge(show('en'), decided, null, { kind: 'phone', role })
      expect(label).toContain(foundBy.roles[role])
      expect(title).toContain(foundBy.another)
    },
  )
})
