import { describe, expect, it, test } from 'vitest'
import { netChanges } from '../../../extension/present/view/changes.ts'
import { heldName, heldOfView, presentView } from '../../../extension/present/view/view.ts'
import { type ChangedFact, MOST_CHANGES, type View } from '../../../worker/contract/view.ts'
import { show, wealthy } from '../../panel/story.ts'
import { story } from '../../panel/view-story.ts'

const on = show('zh-CN')
const item = (
  attribute: string,
  before: ChangedFact['before'],
  after: ChangedFact['after'],
): ChangedFact => ({
  attribute,
  at: '2026-11-20T02:00:00Z',
  before,
  after,
  source: 'core',
})
const since = '2026-11-14T06:02:00Z'
const view = (items: ChangedFact[], more: Partial<View> = {}): View => ({
  ...story.view,
  changes: { since, items },
  ...more,
})
const shown = (items: ChangedFact[], more: Partial<View> = {}) =>
  presentView(on, view(items, more), 1).changes
const holding = { code: 'A', name: { zh: '甲', en: 'A' }, kind: 'fund' as const, grade: 2, amount: 1 }

describe('changes', () => {
  test.each([
    [item('deposit_balance', 200_000, 150_000), '活期余额少约 500 元'],
    [item('deposit_balance', 150_000, 200_000), '活期余额多约 500 元'],
    [item('deposit_balance', null, 200_000), '活期余额：未知 → 约 2,000 元'],
    [item('risk_grade', 2, 3), '风险承受能力等级：C2 → C3'],
    [item('job', 'management', 'retired'), '职业：管理人员 → 退休'],
    [item('marketing_consent', true, false), '同意营销联系：是 → 否'],
    [item('age', 65, null), '年龄：65 → 未知'],
    [item('holdings', [], [holding]), '持有产品：新增 甲'],
    [item('holdings', [holding], [{ ...holding, code: 'B' }]), '持有产品：新增 甲，不再持有 甲'],
  ])('%j reads %s', (change, text) => {
    expect(shown([change]).items.map((one) => one.text)).toEqual([text])
  })

  it('of one fact are told from the first to the last, and not at all where it came back', () => {
    const newest = [item('age', 66, 65), item('job', 'b', 'c'), item('age', 65, 66), item('job', 'a', 'b')]
    expect(netChanges(newest)).toEqual([item('job', 'a', 'c')])
  })

  it('that an agent acts on come first, the rest on demand', () => {
    const all = [
      item('age', 65, 66),
      item('app_active', true, false),
      item('deposit_balance', 2, 1),
      item('risk_grade', 2, 3),
    ]
    const { items, rest, more } = shown(all)
    expect(items.map(({ name }) => name)).toEqual(['risk_grade', 'deposit_balance'])
    expect([rest.map(({ name }) => name), more]).toEqual([['age', 'app_active'], '另有 2 项变化'])
  })

  it('of an attribute that nobody declared are not told', () => {
    expect(shown([item('shoe_size', 41, 42)]).items).toEqual([])
  })

  it('name the contact they are counted from', () => {
    expect(shown([]).title).toBe('自上次联系（11-14，电话，转账）以来')
    expect(shown([], { changes: { since: null, items: [] } }).title).toContain('没有联系记录')
  })
})

describe('what did not change', () => {
  it('is said of the important that is known', () => {
    expect(shown([]).same).toBe(
      '没有变化。没变：风险承受能力等级（C3）、同意营销联系（是）、同意个性化推荐（是）',
    )
    expect(shown([item('risk_grade', 2, 3)]).same).toBe('没变：同意营销联系（是）、同意个性化推荐（是）')
  })

  it('is never said of what is old or unknown, nor where no contact is known', () => {
    const { risk_grade: _, ...facts } = story.view.facts
    const without = shown([], { facts, stale: ['marketing_consent'] }).same
    expect(without).toBe('没有变化。没变：同意个性化推荐（是）')
    expect(shown([], { changes: { since: null, items: [] } }).same).toBe('没有变化。')
  })
})

describe('where there may be more than are told', () => {
  it('that is said, and of nothing that it did not change', () => {
    const many = Array.from({ length: MOST_CHANGES }, (_, at) => item('age', at, at + 1))
    expect(shown(many.slice(1)).same).toContain('没变')
    expect(shown(many).same).toBe('变化太多，更早的没有列出。')
  })
})

describe('counted from before the customer was split', () => {
  const change = item('risk_grade', 2, 3)

  it('they may be the other’s, and nothing is said to be unchanged', () => {
    const { title, same } = shown([change], { splitAt: '2026-11-16T02:00:00Z' })
    expect(title).toBe('自上次联系（11-14，电话，转账）以来（可能是另一位客户的，先核实）')
    expect(same).toBe('')
    const ever = { since: null, items: [change] }
    expect(shown([], { splitAt: '2026-11-16T02:00:00Z', changes: ever }).title).toContain('先核实')
  })

  it('is not so where they spoke since', () => {
    const { title, same } = shown([change], { splitAt: '2026-11-13T02:00:00Z' })
    expect(title).not.toContain('先核实')
    expect(same).toContain('没变')
  })
})

describe('what is held of a change', () => {
  const held = (items: ChangedFact[], name: string) => heldOfView(on, view(items), () => undefined, name)

  it('is either end in full', () => {
    const items = [item('deposit_balance', 200_050, 150_000)]
    expect([held(items, 'before-deposit_balance'), held(items, 'after-deposit_balance')]).toEqual([
      '2,000.50 元',
      '1,500 元',
    ])
  })

  it('is nothing that is not masked or did not change', () => {
    expect(held([item('age', 65, 66)], 'before-age')).toBeNull()
    expect(held([], 'before-deposit_balance')).toBeNull()
    expect(held([item('deposit_balance', null, 1)], 'before-deposit_balance')).toBeNull()
  })
})

test.each([
  ['event-41-amount', 'event-amount'],
  ['holding-3', 'holdings'],
  ['before-deposit_balance', 'deposit_balance'],
  ['after-deposit_balance', 'deposit_balance'],
  ['assets-total', 'assets-total'],
  ['term_deposit_balance', 'term_deposit_balance'],
])('%s is in the access log as %s', (name, told) => {
  expect(heldName(name)).toBe(told)
  expect(`panel/${told}`).toMatch(/^[a-z0-9_-]{1,64}\/[a-z0-9_-]{1,64}$/)
})

it('the story is told from facts that are there', () => {
  expect(story.view.facts.risk_grade).toBe(wealthy.risk_grade)
})
