import { describe, expect, it, test } from 'vitest'
import { presentLinks } from '../../../extension/present/view/links.ts'
import { presentMatters } from '../../../extension/present/view/matter.ts'
import { foldText } from '../../../extension/present/view/origin.ts'
import { heldOfView, presentView, presentViewDoubt } from '../../../extension/present/view/view.ts'
import { textsIn } from '../../../extension/texts/index.ts'
import { inSentence } from '../../../extension/texts/view.ts'
import type { Fold } from '../../../worker/contract/catalogue.ts'
import type { LinkCount, View } from '../../../worker/contract/view.ts'
import { zoneClock } from '../../../worker/decision/clock.ts'
import { show } from '../../panel/story.ts'
import { nothing, story } from '../../panel/view-story.ts'

const [zh, en] = [show('zh-CN'), show('en')]
const shown = (more: Partial<View> = {}) => presentView(zh, { ...story.view, ...more }, 1)

describe('open matters', () => {
  it('are all there, each with its limits and what is over', () => {
    expect(shown().matters).toMatchObject([
      { title: '未结投诉：转账失败', left: '剩 6 天', due: '15 天期限 11-29', share: 0.6 },
      { title: '未结投诉：收费', left: '已超 3 天', due: '15 天期限 11-20', share: 1 },
    ])
    expect(shown().matters[0]?.later).toBe('情况复杂 30 天至 12-14、再延长 60 天至 01-13')
  })

  it('of a kind that the playbook at hand does not know are left out', () => {
    const [one] = story.view.matters
    expect(one && presentMatters(zh, { matters: [{ ...one, matter: 'other' }] })).toEqual([])
  })

  it('of another year say of which', () => {
    const [one] = story.view.matters
    const from = (openedAt: string) => one && presentMatters(zh, { matters: [{ ...one, openedAt }] })[0]?.from
    expect([from('2026-11-14T02:00:00Z'), from('2024-11-14T02:00:00Z')]).toEqual([
      '11-14 受理',
      '2024-11-14 受理',
    ])
  })

  it('from before the customer was split may be the other’s, and say so', () => {
    expect(shown({ splitAt: '2026-11-10T02:00:00Z' }).matters.map(({ from }) => from)).toEqual([
      '11-14 受理',
      '11-05 受理（可能是另一位客户的，先核实）',
    ])
  })

  it('of which nothing could have been heard since may be closed, and say since when', () => {
    const silent = story.view.matters.map((one) => ({ ...one, silentSince: '2026-11-21T02:00:00.000Z' }))
    const from = (splitAt: string | undefined) =>
      presentMatters(zh, { matters: silent, splitAt }).map((one) => one.from)
    const doubt = '（11-21 之后没有收到新的往来，可能已办结，先核实）'
    expect(from(undefined)).toEqual([`11-14 受理${doubt}`, `11-05 受理${doubt}`])
    expect(from('2026-11-10T02:00:00Z')[1]).toBe(`11-05 受理（可能是另一位客户的，先核实）${doubt}`)
    expect(presentMatters(en, { matters: silent })[0]?.from).toMatch(/since .*confirm first/)
  })

  it('of which a kind of event stopped name its last day, wherever the bank is', () => {
    const silent = story.view.matters.map((one) => ({ ...one, silentSince: '2026-11-21T00:00:00.000Z' }))
    for (const zone of ['America/New_York', 'Asia/Shanghai']) {
      const at = { ...zh, compiled: { ...zh.compiled, clock: zoneClock(zone) } }
      expect(presentMatters(at, { matters: silent })[0]?.from).toContain('11-21 之后')
    }
  })

  it('name no number that is masked elsewhere', () => {
    const [one] = story.view.matters
    expect(one && presentMatters(zh, { matters: [{ ...one, about: '卡 6222 0202 被扣' }] })[0]?.title).toBe(
      '未结投诉',
    )
  })

  it('without limits have neither bar nor term', () => {
    const [one] = story.view.matters
    expect(one && presentMatters(zh, { matters: [{ ...one, limits: [], about: null }] })).toMatchObject([
      { title: '未结投诉', left: '', due: '', later: '' },
    ])
  })
})

describe('where a value is from', () => {
  test.each([
    [
      { op: 'sum', of: 'amount', kinds: ['debit'], withinDays: 30 },
      '近 30 天出账的金额合计',
      'within 30 days, sum of the amount over paid out',
    ],
    [
      { op: 'count', kinds: ['credit', 'debit'], channels: ['app'], withinDays: 90 },
      '近 90 天经手机银行的入账、出账的次数',
      'within 90 days, count of paid in; paid out by mobile banking',
    ],
    [{ op: 'max', of: 'at', kinds: ['debit'] }, '最近一次出账的时间', 'time of the latest paid out'],
    [{ op: 'max', of: 'amount', kinds: ['debit'] }, '出账中最大的金额', 'largest amount over paid out'],
    [{ op: 'since' }, '距最近一次往来的天数', 'days since the latest dealings'],
    [
      { op: 'last', of: 'channel', kinds: ['contact'] },
      '最近一次联系的渠道',
      'channel of the latest contact',
    ],
    [
      {
        op: 'first',
        of: 'detail.matter',
        kinds: ['complaint_opened'],
        closed: {
          ...{ per: 'detail.complaint', opens: ['complaint_opened'], kinds: ['complaint_closed'] },
          limits: [],
        },
      },
      '最早一次未结的提出投诉的事项',
      'matter of the earliest complaint opened not closed',
    ],
  ] as [Fold, string, string][])('%j reads in words', (fold, chinese, english) => {
    expect([foldText(zh, fold), foldText(en, fold)]).toEqual([chinese, english])
  })

  it('names channel, source, moment and how it was made', () => {
    const { origins } = shown()
    expect(origins.amount_out_30d).toEqual({
      from: '核心系统（来源 core），2026-11-23 06:00',
      rule: '由往来算出：近 30 天出账的金额合计',
      stale: '',
    })
    expect(origins.age?.rule).toBe('由银行系统直接给出')
  })

  it('tells what the generator made up from what the bank sent', () => {
    const at = '2026-11-22T22:00:00Z'
    const from = (source: string) =>
      shown({ lineage: { risk_grade: { at, source, rule: 'given' } } }).origins.risk_grade
    expect(from('generator')?.rule).toContain('不是真实数据')
    expect(from('crm')).toMatchObject({ rule: '由银行系统直接给出' })
    expect(from('crm')?.from).toMatch(/^银行系统（来源 crm）/)
  })

  it('of a group that a model made says so', () => {
    const origin = { at: '2026-11-22T22:00:00Z', source: 'segmentation', rule: 'rfm' }
    const name = zh.compiled.playbook.catalogue.find(({ channel }) => channel === 'segmentation')?.name ?? ''
    expect(shown({ lineage: { [name]: origin } }).origins[name]?.rule).toBe('由数据客群模型推算，可能不准')
  })

  it('says of an old value that it is not used', () => {
    expect(shown().origins.loan_status?.stale).toBe('旧，未采用')
  })
})

describe('other facts', () => {
  const names = (more: Partial<View> = {}) => shown(more).facts.map(({ name }) => name)

  it('are those without a part of their own', () => {
    expect(names()).toContain('region')
    expect(names()).not.toContain('deposit_balance')
    expect(names()).not.toContain('marketing_consent')
  })

  it('hold what is too old to be used, whatever it is', () => {
    expect(names({ stale: ['deposit_balance'] })).toContain('deposit_balance')
  })
})

describe('consents', () => {
  const at = (marketing: string) => ({
    ...story.view.lineage,
    marketing_consent: { at: marketing, source: 'crm', rule: 'given' },
  })

  it('say from which day they are, or from which days', () => {
    expect(shown().consentsAsOf).toBe('以 2026-11-20 为准')
    expect(shown({ lineage: at('2026-10-01T02:00:00Z') }).consentsAsOf).toBe(
      '以 2026-10-01 至 2026-11-20 为准',
    )
    expect(shown({ lineage: {} }).consentsAsOf).toBe('')
  })
})

describe('links', () => {
  const link = (more: Partial<LinkCount>): LinkCount => ({
    ...{ kind: 'account', role: 'owner', certain: true, count: 1 },
    ...more,
  })

  test.each([
    [[], '没有登记账号、卡或电话。', 'No account, card or phone is recorded.'],
    [
      [link({ count: 2 }), link({ kind: 'card' }), link({ kind: 'phone', certain: false })],
      '2 个账户，1 张卡；1 个不确定，先核实再用',
      '2 accounts, 1 card; 1 uncertain: confirm before use',
    ],
    [[link({ certain: false })], '1 个不确定，先核实再用', '1 uncertain: confirm before use'],
    [
      [link({ kind: 'company', role: 'contact', count: 2 }), link({ role: 'joint' })],
      '1 个账户（其中 1 个联名），2 家公司（其中 2 个联系人）',
      '1 account (1 joint), 2 companies (2 as contact)',
    ],
  ])('%j read in words', (links, chinese, english) => {
    expect([presentLinks(zh, links), presentLinks(en, links)]).toEqual([chinese, english])
  })
})

describe('activity', () => {
  it('says in its titles what is seen', () => {
    const { activity } = shown()
    expect(activity.channels.title).toBe('往来以柜面最多：33%（4 / 12 次）')
    expect(activity.months.title).toBe('近 12 个月往来 12 次，11 月最多（5 次）')
    expect(activity.months.bars).toHaveLength(12)
  })

  it('names months in the order of the reader', () => {
    const ends = (on: typeof zh) => {
      const bars = presentView(on, story.view, 1).activity.months.bars
      return [bars[0]?.label, bars.at(-1)?.label]
    }
    expect([ends(zh), ends(en)]).toEqual([
      ['2025-12', '2026-11'],
      ['Dec 2025', 'Nov 2026'],
    ])
  })

  it('is no 100% while there are others', () => {
    const [app, web] = [
      { channel: 'app' as const, events: 2602, lastAt: '2026-11-22T22:00:00Z' },
      { channel: 'web' as const, events: 10, lastAt: '2026-11-22T22:00:00Z' },
    ]
    const title = (channels: View['activity']['channels'], events: number) =>
      shown({ activity: { ...story.view.activity, events, channels } }).activity.channels.title
    expect(title([app, web], 2612)).toBe('往来以手机银行最多：99%（2,602 / 2,612 次）')
    expect(title([app], 2602)).toContain('100%')
  })

  it('of a customer without any says so in both charts', () => {
    const { channels, months } = presentView(zh, nothing.view, 1).activity
    expect([channels.title, months.title]).toEqual(['还没有往来。', '近 12 个月没有往来'])
    expect([channels.bars, months.bars.length]).toEqual([[], 12])
  })

  it('long ago is no activity now', () => {
    const months = story.view.activity.months.map((one) => ({ ...one, events: 0 }))
    const { activity } = shown({ activity: { ...story.view.activity, months } })
    expect(activity.months.title).toBe('近 12 个月没有往来')
  })
})

describe('what the timeline is narrowed by', () => {
  it('is channels, kinds and the contacts, with how many there are of each', () => {
    const { timeline } = shown()
    expect(timeline.total).toBe(12)
    expect(timeline.channels[0]).toEqual({ id: 'counter', label: '柜面', count: 4 })
    expect(timeline.kinds).toContainEqual({ id: 'card_control', label: 'card_control', count: 1 })
    expect(timeline.contacts).toEqual({ label: '联系', count: 5, kinds: ['contact', 'complaint_opened'] })
  })

  it('is no contact where there was none', () => {
    expect(presentView(zh, nothing.view, 1).timeline.contacts).toBeNull()
  })
})

it('an event that was never told holds nothing', () => {
  expect(heldOfView(zh, story.view, () => undefined, 'event-3-amount')).toBeNull()
})

test.each(['forbidden', 'unknown-customer', 'moved'] as const)('%s offers no other try', (why) => {
  expect(presentViewDoubt({ texts: textsIn('en') }, why)).toMatchObject({ state: 'failed', again: '' })
})
test.each(['signed-out', 'busy', 'unreachable', 'refused'] as const)('%s offers another try', (why) => {
  expect(presentViewDoubt({ texts: textsIn('en') }, why)).toMatchObject({ again: 'Ask again' })
})

test.each([
  ['Paid out', 'paid out'],
  ['ATM withdrawal', 'ATM withdrawal'],
  ['', ''],
])('%j in the middle of a sentence is %j', (text, inside) => {
  expect(inSentence(text)).toBe(inside)
})

test.each(['forbidden', 'signed-out', 'busy', 'unreachable', 'refused'] as const)(
  '%s names the other parts that are not there',
  (why) => {
    expect(presentViewDoubt({ texts: textsIn('zh-CN') }, why)).toHaveProperty(
      'detail',
      expect.stringContaining('其他未结事项、往来频次、其他资料和关联也没有'),
    )
  },
)
