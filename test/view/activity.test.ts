import { describe, expect, it } from 'vitest'
import { activityFrom } from '../../worker/services/view/activity.ts'

const row = (channel: string, kind: string, at: string, events = 1) => ({
  ...{ channel, kind, month: at.slice(0, 7), events, firstAt: at, lastAt: at },
})

describe('activity', () => {
  it('of nobody is nothing, in twelve months', () => {
    const none = activityFrom([], '2026-02-14')
    expect(none).toMatchObject({ events: 0, firstAt: null, lastAt: null, channels: [], kinds: [] })
    expect(none.months.map(({ month }) => month)).toEqual([
      ...['2025-03', '2025-04', '2025-05', '2025-06', '2025-07', '2025-08'],
      ...['2025-09', '2025-10', '2025-11', '2025-12', '2026-01', '2026-02'],
    ])
  })

  it('is summed by channel, kind and month, the busiest first, by name where they are alike', () => {
    const told = activityFrom(
      [
        row('app', 'credit', '2026-01-03T00:00:00.000Z', 2),
        row('app', 'debit', '2026-02-04T00:00:00.000Z', 3),
        row('phone', 'contact', '2024-06-01T00:00:00.000Z', 5),
        row('cards', 'debit', '2026-02-05T00:00:00.000Z', 9),
      ],
      '2026-02-14',
    )
    expect(told).toMatchObject({
      events: 19,
      firstAt: '2024-06-01T00:00:00.000Z',
      lastAt: '2026-02-05T00:00:00.000Z',
      channels: [
        { channel: 'cards', events: 9 },
        { channel: 'app', events: 5, lastAt: '2026-02-04T00:00:00.000Z' },
        { channel: 'phone', events: 5 },
      ],
      kinds: [
        { kind: 'debit', events: 12 },
        { kind: 'contact', events: 5 },
        { kind: 'credit', events: 2 },
      ],
    })
    expect(told.months.filter(({ events }) => events > 0)).toEqual([
      { month: '2026-01', events: 2 },
      { month: '2026-02', events: 12 },
    ])
  })
})
