import type { Attribute, Fold } from '../../worker/contract/catalogue.ts'

/** An event as a fold sees it. */
export interface FoldEvent {
  id: string
  at: string
  channel: string
  kind: string
  amount: number | null
  detail: Record<string, string | number | boolean> | null
}

/** `undefined`: leave the fact as it is; `null`: it is unknown. */
export type FoldValue = string | number | boolean | null | undefined

const DAY = 86_400_000
const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10)
const byTime = (a: FoldEvent, b: FoldEvent) => (a.at < b.at || (a.at === b.at && a.id < b.id) ? -1 : 1)

/** What the SQL must come to, said plainly: one attribute of one customer from all the customer's events. */
export function foldPlainly(
  { type, fold }: Attribute,
  all: readonly FoldEvent[],
  asOf: string,
  minutes: number,
): FoldValue {
  if (!fold) return undefined
  const dayOf = ({ at }: FoldEvent) =>
    at.length === 10 ? at : new Date(Date.parse(at) + minutes * 60_000).toISOString().slice(0, 10)
  const until = all.filter((event) => dayOf(event) <= asOf).sort(byTime)
  const concerned = until.filter(
    ({ kind, channel }) =>
      (!fold.kinds || fold.kinds.includes(kind)) &&
      (!fold.channels || fold.channels.includes(channel as 'app')),
  )
  if (concerned.length === 0) return undefined
  const counted = concerned
    .filter((event) => !fold.withinDays || dayOf(event) > dayAfter(asOf, -fold.withinDays))
    .filter((event) => !fold.closed || isOpen(event, until, fold.closed))
  const value = (event: FoldEvent) => {
    const of = fold.of ?? 'at'
    if (of === 'at') return type === 'date' ? dayOf(event) : event.at
    if (of.startsWith('detail.')) return event.detail?.[of.slice(7)] ?? null
    return event[of as 'amount' | 'channel' | 'kind']
  }
  const values = counted.map(value).filter((one) => one !== null)
  switch (fold.op) {
    case 'count':
      return fold.closed ? new Set(counted.map((event) => unitOf(event, fold.closed))).size : counted.length
    case 'sum': {
      const sum = values.reduce<number>((sum, one) => sum + Number(one), 0)
      return Number.isSafeInteger(sum) ? sum : null
    }
    case 'since': {
      const latest = counted.map(dayOf).sort().at(-1)
      return latest === undefined ? null : (Date.parse(asOf) - Date.parse(latest)) / DAY
    }
    case 'min':
      return values.toSorted(ascending)[0] ?? null
    case 'max':
      return values.toSorted(ascending).at(-1) ?? null
    case 'first':
      return values[0] ?? null
    case 'last':
      return values.at(-1) ?? null
  }
}

const ascending = (a: unknown, b: unknown) => ((a as number) < (b as number) ? -1 : 1)

/** An event without a case is one of its own. */
const unitOf = ({ id, detail }: FoldEvent, closed: Fold['closed']) =>
  detail?.[(closed?.per ?? '').slice(7)] ?? `\u001f${id}`

function isOpen(event: FoldEvent, all: readonly FoldEvent[], closed: NonNullable<Fold['closed']>): boolean {
  const own = all.filter((one) => unitOf(one, closed) === unitOf(event, closed))
  return !closed.kinds.includes(own.filter(({ kind }) => COMPLAINT.test(kind)).at(-1)?.kind ?? '')
}

/** Of a case only the kinds that folds and closings name are part. */
const COMPLAINT = /^complaint_/
