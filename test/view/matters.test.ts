import { describe, expect, it } from 'vitest'
import { MatterType } from '../../worker/contract/event-type.ts'
import { zoneClock } from '../../worker/decision/clock.ts'
import { matterKinds, openMatters } from '../../worker/services/view/matters.ts'

const text = (zh: string) => ({ zh, en: zh })
const complaint = MatterType.parse({
  ...{ id: 'complaint', label: text('投诉'), opens: ['opened'], closes: ['closed', 'withdrawn'] },
  ...{ per: 'detail.case', about: 'detail.matter' },
  limits: [
    { days: ['short'], label: text('答复') },
    { days: ['long', 'extension'], label: text('延长'), after: ['extended'] },
  ],
})
const dispute = MatterType.parse({
  ...{ id: 'dispute', label: text('争议'), opens: ['disputed'], closes: ['settled'], per: 'detail.case' },
})
const days = (name: string, value: number) => ({ name, type: 'int' as const, label: text(name), value })
const judging = {
  matters: [complaint, dispute],
  parameters: [days('short', 15), days('long', 30), days('extension', 30)],
  shown: (_: string, member: string) => member === 'matter',
  clock: zoneClock('Asia/Shanghai'),
  asOf: '2026-11-26T10:00:00.000Z',
}

let id = 0
const event = (at: string, kind: string, detail: object | null = { case: 'a' }, channel = 'phone') => ({
  ...{ id: `e-${++id}`, at, kind, channel, detail: detail && JSON.stringify(detail) },
})
const open = (...events: ReturnType<typeof event>[]) =>
  openMatters(events, judging).map(({ matter, openedAt }) => `${matter} ${openedAt}`)

describe('a matter', () => {
  it.each<[string, ReturnType<typeof event>[], string[]]>([
    ['nothing', [], []],
    ['what is no matter', [event('2026-11-01', 'contact')], []],
    ['opened', [event('2026-11-01T02:00:00.000Z', 'opened')], ['complaint 2026-11-01T02:00:00.000Z']],
    ['opened and closed', [event('2026-11-01', 'opened'), event('2026-11-02', 'withdrawn')], []],
    ['closed alone', [event('2026-11-02', 'closed')], []],
    [
      'two cases, one closed',
      [
        event('2026-11-01', 'opened'),
        event('2026-11-02', 'opened', { case: 'b' }),
        event('2026-11-03', 'closed'),
      ],
      ['complaint 2026-11-01T16:00:00.000Z'],
    ],
    [
      'opened anew after it was closed: since then',
      [event('2026-11-01', 'opened'), event('2026-11-02', 'closed'), event('2026-11-05', 'opened')],
      ['complaint 2026-11-04T16:00:00.000Z'],
    ],
    [
      'opened twice: since the first',
      [event('2026-11-01', 'opened'), event('2026-11-05', 'opened')],
      ['complaint 2026-10-31T16:00:00.000Z'],
    ],
    [
      'without the number of its case: each by itself, and nothing closes it',
      [
        event('2026-11-01', 'opened', null),
        event('2026-11-02', 'opened', {}),
        event('2026-11-03', 'closed', null),
      ],
      ['complaint 2026-10-31T16:00:00.000Z', 'complaint 2026-11-01T16:00:00.000Z'],
    ],
    [
      'of another matter with the same number',
      [event('2026-11-01', 'opened'), event('2026-11-02', 'settled')],
      ['complaint 2026-10-31T16:00:00.000Z'],
    ],
    [
      'in the order of the playbook',
      [event('2026-11-01', 'disputed'), event('2026-11-02', 'opened')],
      ['complaint 2026-11-01T16:00:00.000Z', 'dispute 2026-10-31T16:00:00.000Z'],
    ],
  ])('%s', (_, events, expected) => {
    expect(open(...events)).toEqual(expected)
  })

  it.each<[string, string, number]>([
    ['on the day it was opened', '2026-11-26', 15],
    ['late in the evening of the day before, at the bank', '2026-11-25T15:59:59.000Z', 14],
    ['which in UTC is still that day, and at the bank the next', '2026-11-25T16:00:00.000Z', 15],
    ['on its last day', '2026-11-11', 0],
    ['the day after', '2026-11-10', -1],
  ])('%s has so many days left', (_, at, left) => {
    const [matter] = openMatters([event(at, 'opened')], judging)
    expect(matter?.limits.map((limit) => limit.left)).toEqual([left, left + 45])
  })

  it('says by when, through which channel and about what, if people may see that', () => {
    const detail = { case: 'a', matter: 'fee' }
    const events = [event('2026-11-20', 'opened', detail, 'counter')]
    expect(openMatters(events, judging)).toEqual([
      {
        ...{ matter: 'complaint', openedAt: '2026-11-19T16:00:00.000Z', channel: 'counter', about: 'fee' },
        limits: [
          { due: '2026-12-05', left: 9 },
          { due: '2027-01-19', left: 54 },
        ],
        running: 0,
      },
    ])
    expect(openMatters(events, { ...judging, shown: () => false })).toMatchObject([{ about: null }])
    expect(openMatters([event('2026-11-20', 'opened')], judging)).toMatchObject([{ about: null }])
  })

  it('goes by the limit that it was extended to since it was opened', () => {
    const events = [event('2026-11-01', 'opened'), event('2026-11-10', 'extended')]
    expect(openMatters(events, judging)).toMatchObject([{ running: 1 }])
    const anew = [...events, event('2026-11-12', 'closed'), event('2026-11-13', 'opened')]
    expect(openMatters(anew, judging)).toMatchObject([{ running: 0 }])
    expect(openMatters([event('2026-11-10', 'extended')], judging)).toEqual([])
  })

  it('rests on the kinds that open and close it', () => {
    expect(matterKinds([complaint, dispute])).toEqual([
      'opened',
      'closed',
      'withdrawn',
      'extended',
      'disputed',
      'settled',
    ])
  })
})
