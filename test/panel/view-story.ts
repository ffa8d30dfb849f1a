import type { CustomerSeen, ViewDoubt } from '../../extension/messages.ts'
import { shortKey } from '../../extension/present/format.ts'
import { presentEvents, presentView, presentViewDoubt } from '../../extension/present/view/view.ts'
import type { Language } from '../../worker/contract/text.ts'
import { type SeenEvent, View } from '../../worker/contract/view.ts'
import type { Dealings } from './gallery-page.tsx'
import { customerKey, now, show, wealthy } from './story.ts'

/** What the edge says of a customer, and all of their events, newest first. */
export interface Told {
  view: View
  events: SeenEvent[]
}

type Row = [
  at: string,
  channel: SeenEvent['channel'],
  kind: string,
  detail?: SeenEvent['detail'],
  amount?: number,
]

const event = ([at, channel, kind, detail = {}, amount]: Row, id: number): SeenEvent => ({
  id: String(id),
  at: at.length > 10 ? at : `${at}T02:00:00Z`,
  channel,
  kind,
  amount: amount ?? null,
  detail,
})

/** The dealings of the one story that all pictures tell; made up. */
const rows: Row[] = [
  ['2026-11-23T01:12:00Z', 'app', 'app_viewed', { page: 'maturity' }],
  ['2026-11-20', 'counter', 'debit', { operation: 'VYBER', balance: 182_400_00 }, 2_000_00],
  ['2026-11-14T06:05:00Z', 'phone', 'complaint_opened', { matter: 'transfer-failed' }],
  ['2026-11-14T06:02:00Z', 'phone', 'contact', { reason: 'transfer', direction: 'inbound', seconds: 412 }],
  ['2026-11-05', 'phone', 'complaint_opened', { matter: 'fee' }],
  ['2026-10-27', 'app', 'debit', { purpose: 'household' }, 50_000_00],
  ['2026-10-12', 'core', 'credit', { purpose: 'salary' }, 18_000_00],
  ['2026-09-02', 'counter', 'deposit_matured'],
  ['2026-09-02', 'counter', 'contact', { reason: 'deposit', direction: 'inbound', seconds: 780 }],
  ['2026-08-11', 'cards', 'card_control', { result: 'confirmed by text' }],
  ['2026-06-19', 'web', 'contact', { reason: 'deposit', direction: 'inbound', seconds: 95 }],
  ['2025-12-02', 'counter', 'loan_granted', { months: 24 }, 120_000_00],
]

const count = <T extends string>(all: T[]): [T, number][] =>
  [...new Set(all)]
    .map((one) => [one, all.filter((other) => other === one).length] as [T, number])
    .toSorted(([, a], [, b]) => b - a)

function activityOf(events: SeenEvent[]): View['activity'] {
  const months = Array.from({ length: 12 }, (_, at) => {
    const month = new Date(Date.UTC(2025, 11 + at)).toISOString().slice(0, 7)
    return { month, events: events.filter((one) => one.at.startsWith(month)).length }
  })
  return {
    events: events.length,
    firstAt: events.at(-1)?.at ?? null,
    lastAt: events[0]?.at ?? null,
    channels: count(events.map(({ channel }) => channel)).map(([channel, events_]) => ({
      channel,
      events: events_,
      lastAt: events.find((one) => one.channel === channel)?.at ?? now.toISOString(),
    })),
    kinds: count(events.map(({ kind }) => kind)).map(([kind, events_]) => ({ kind, events: events_ })),
    months,
  }
}

const facts: View['facts'] = {
  ...wealthy,
  region: '上海',
  loan_status: 'running',
  transactions_90d: 14,
  amount_out_30d: 52_000_00,
  complaints_open: 2,
}
const given = { at: '2026-11-22T22:00:00Z', source: 'core', rule: 'given' }
const lineage: View['lineage'] = {
  ...Object.fromEntries(Object.keys(facts).map((name) => [name, given])),
  marketing_consent: { ...given, at: '2026-11-20T01:30:00Z', source: 'crm' },
  personalisation_consent: { ...given, at: '2026-11-20T01:30:00Z', source: 'crm' },
  transactions_90d: { ...given, source: 'core', rule: 'count credit,debit,entry 90d' },
  amount_out_30d: { ...given, source: 'core', rule: 'sum amount debit 30d' },
  loan_status: { at: '2026-06-30T02:00:00Z', source: 'loans', rule: 'given' },
}

function told(events: SeenEvent[], more: Partial<View> = {}): Told {
  const view: View = {
    customerKey,
    status: 'viewed',
    playbookVersion: 128,
    asOf: now.toISOString(),
    historical: false,
    factsAsOf: '2026-11-22T22:00:00Z',
    currency: 'CNY',
    facts,
    stale: ['loan_status'],
    lineage,
    activity: activityOf(events),
    matters: [
      {
        matter: 'complaint',
        openedAt: '2026-11-14T06:05:00Z',
        channel: 'phone',
        about: 'transfer-failed',
        limits: [
          { due: '2026-11-29', left: 6 },
          { due: '2026-12-14', left: 21 },
          { due: '2027-01-13', left: 51 },
        ],
        running: 0,
      },
      {
        matter: 'complaint',
        openedAt: '2026-11-05T02:00:00Z',
        channel: 'phone',
        about: 'fee',
        limits: [
          { due: '2026-11-20', left: -3 },
          { due: '2026-12-05', left: 12 },
          { due: '2027-01-04', left: 42 },
        ],
        running: 0,
      },
    ],
    contacts: events.filter(({ kind }) => kind === 'contact' || kind === 'complaint_opened').slice(0, 5),
    links: [
      { kind: 'account', role: 'owner', certain: true, count: 1 },
      { kind: 'account', role: 'joint', certain: true, count: 1 },
      { kind: 'card', role: 'owner', certain: true, count: 1 },
      { kind: 'phone', role: 'owner', certain: false, count: 1 },
    ],
    changes: {
      since: '2026-11-14T06:02:00Z',
      items: [
        {
          attribute: 'deposit_balance',
          at: '2026-11-20T02:00:00Z',
          before: 184_400_00,
          after: 182_400_00,
          source: 'core',
        },
        {
          attribute: 'job',
          at: '2026-11-18T02:00:00Z',
          before: 'management',
          after: 'retired',
          source: 'crm',
        },
        { attribute: 'age', at: '2026-11-16T02:00:00Z', before: 65, after: 66, source: 'core' },
        { attribute: 'app_active', at: '2026-11-15T02:00:00Z', before: null, after: true, source: 'app' },
      ],
    },
    ...more,
  }
  return { view: View.parse(view), events }
}

export const story: Told = told(rows.map(event))

/** Thousands of events, so many that only what is in sight can be drawn. */
export const long: Told = told(
  Array.from({ length: 5000 }, (_, at) => {
    const [day, ...rest] = rows[at % rows.length] as Row
    const when = new Date(Date.parse(day.slice(0, 10)) - Math.floor(at / rows.length) * 86_400_000)
    const on = when.toISOString().slice(0, 10)
    return event([on, ...rest], at)
  }).toSorted((a, b) => b.at.localeCompare(a.at)),
)

/** What the decision tells of already. */
export const oneMatter: Told = told(rows.map(event), { matters: story.view.matters.slice(0, 1) })

export const splitStory: Told = told(rows.map(event), { splitAt: '2026-10-01T02:00:00Z' })

/** A customer of whom nothing is known but the facts. */
export const nothing: Told = told([], {
  matters: [],
  links: [],
  stale: [],
  facts: {},
  lineage: {},
  changes: { since: null, items: [] },
})

const keyShort = shortKey(customerKey)

export const seen = (lang: Language, { view }: Told): CustomerSeen => ({
  type: 'customer',
  keyShort,
  customer: presentView(show(lang), view, 1),
})

export const doubted = (lang: Language, why: ViewDoubt): CustomerSeen => ({
  type: 'customer',
  keyShort,
  customer: presentViewDoubt(show(lang), why),
})

const made = new Map<string, Dealings>()

/** Every event as the panel is told of it; made once, since there are thousands. */
export function dealings(lang: Language, told: Told): Dealings {
  const name = `${lang} ${told.events.length} ${told.view.splitAt}`
  const kept = made.get(name) ?? madeOf(lang, told)
  made.set(name, kept)
  return kept
}

function madeOf(lang: Language, { view, events }: Told): Dealings {
  const page = { customerKey, currency: view.currency, events, next: null }
  const shown = presentEvents(show(lang), view, page, [...events.keys()])
  if ('failed' in shown) throw new Error(shown.failed)
  return shown.events.map((event, at) => {
    const { channel = '', kind = '' } = events[at] ?? {}
    return { channel, kind, event }
  })
}
