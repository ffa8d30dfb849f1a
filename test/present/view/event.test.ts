import { describe, expect, it, test } from 'vitest'
import { heldOfEvent, presentEvent } from '../../../extension/present/view/event.ts'
import type { SeenEvent } from '../../../worker/contract/view.ts'
import { show } from '../fixture.ts'

const on = show('zh-CN')
const known = { facts: {}, page: {}, currency: 'CNY', today: '2026-11-23' }
const event = (more: Partial<SeenEvent> = {}): SeenEvent => ({
  id: 'e1',
  at: '2026-11-14T06:05:00Z',
  channel: 'phone',
  kind: 'debit',
  amount: null,
  detail: {},
  ...more,
})
const shown = (more: Partial<SeenEvent>, splitAt?: string) =>
  presentEvent(on, known, event(more), { id: 7, splitAt })

describe('an event', () => {
  test.each([
    [{ amount: 5_012_345 }, '出账：约 5 万元'],
    [{ amount: 5_012_345, detail: { way: 'cash' } }, '出账：约 5 万元，cash'],
    [{ detail: { balance: 100, way: '' } }, '出账'],
    [{ detail: { pin: '8812' } }, '出账'],
    [{ detail: { note: '转账到 6222 0202 0000' } }, '出账'],
    [{ detail: { note: '房租' } }, '出账：房租'],
    [{ kind: 'complaint_opened', detail: { matter: 'fee' } }, '提出投诉：收费'],
    [{ kind: 'complaint_opened', detail: { matter: 'other' } }, '提出投诉：other'],
    [{ kind: 'complaint_opened', detail: { matter: '卡 6222 0202' } }, '提出投诉'],
    [
      { kind: 'call', detail: { seconds: 412, recorded: true, tries: 2 } },
      '通话：6 分 52 秒，已录音，第几次 2',
    ],
    [{ kind: 'call', detail: { seconds: 60, recorded: false } }, '通话：1 分钟'],
    [{ kind: 'core_batch_7', detail: { way: 'cash' } }, 'core_batch_7'],
  ] as [Partial<SeenEvent>, string][])('%j reads %s', (more, text) => {
    expect(shown(more).text).toBe(text)
  })

  test.each([
    ['2026-11-23T01:00:00Z', '今天'],
    ['2026-11-22T16:00:00Z', '今天'],
    ['2026-11-22T15:59:00Z', '11-22'],
    ['2025-12-31T02:00:00Z', '2025-12-31'],
  ])('of %s is of %s', (at, day) => {
    expect(shown({ at }).day).toBe(day)
  })

  it('of a historical extract has its whole date, and is never of today', () => {
    const then = { ...known, today: '2026-11-14' }
    const day = (at: string) => presentEvent(on, then, event({ at }), { id: 7, splitAt: undefined }).day
    expect([day('2026-11-14T06:05:00Z'), day('2026-11-12T06:05:00Z')]).toEqual(['2026-11-14', '2026-11-12'])
  })

  it('tells everything but the highest sensitivity when it is opened, sums masked', () => {
    const detail = { balance: 10_000, note: '见 1381 2345', way: 'cash', pin: '8812' }
    expect(shown({ amount: 200, detail }).details).toEqual([
      { label: '时间', value: '2026-11-14 14:05' },
      { label: '渠道', value: '电话' },
      { label: '金额', value: { name: 'event-7-amount', label: '金额', instead: '••••••' } },
      { label: '方式', value: 'cash' },
      { label: '余额', value: { name: 'event-7-balance', label: '余额', instead: '••••••' } },
      { label: '附言', value: { name: 'event-7-note', label: '附言', instead: '••••••' } },
    ])
  })

  it('of which the source knows the day alone names no time', () => {
    expect(shown({ at: '2026-11-13T16:00:00Z', dayOnly: true }).details[0]?.value).toBe('2026-11-14')
  })

  it('from before the customer was split may be another’s, and says so', () => {
    expect(shown({}, '2026-11-14T06:06:00Z').doubt).toContain('另一位')
    expect(shown({}, '2026-11-14T06:05:00Z').doubt).toBe('')
    expect(shown({}).doubt).toBe('')
  })
})

describe('what is held of an event', () => {
  const held = (more: Partial<SeenEvent>, name: string) => heldOfEvent(on, known, event(more), name)

  it('is the amount to the last digit', () => {
    expect(held({ amount: 5_012_345 }, 'amount')).toBe('50,123.45 元')
    expect(held({ detail: { balance: 10_000 } }, 'balance')).toBe('100 元')
  })

  it('is nothing that is not masked, not there or never shown', () => {
    expect(held({}, 'amount')).toBeNull()
    expect(held({ detail: { way: 'cash' } }, 'way')).toBeNull()
    expect(held({ detail: { pin: '8812' } }, 'pin')).toBeNull()
    expect(held({ kind: 'unheard', detail: { balance: 1 } }, 'balance')).toBeNull()
  })
})
