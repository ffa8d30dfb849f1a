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

/**
 * What the SQL must come to, said plainly: one attribute of one customer from all the customer's events. Limits of cases
 * count no days, so that of several the one speaks that was opened first.
 */
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
  const open = fold.closed ? openCases(until, fold.closed, dayOf) : []
  if (fold.closed && fold.op === 'count')
    return open.filter((one) => one.some((event) => concerned.includes(event))).length
  const counted = (
    fold.closed ? (open[0] ?? []).filter((event) => concerned.includes(event)) : concerned
  ).filter((event) => !fold.withinDays || dayOf(event) > dayAfter(asOf, -fold.withinDays))
  const value = (event: FoldEvent) => {
    const of = fold.of ?? 'at'
    if (of === 'at') return type === 'date' ? dayOf(event) : event.at
    if (of.startsWith('detail.')) return event.detail?.[of.slice(7)] ?? null
    return event[of as 'amount' | 'channel' | 'kind']
  }
  const values = counted.map(value).filter((one) => one !== null)
  switch (fold.op) {
    case 'count':
      return counted.length
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

/** Open cases with what each has after its last close, in order of the limit put off to, then of time; the first opened first. */
function openCases(
  all: readonly FoldEvent[],
  { per, opens, kinds, limits }: NonNullable<Fold['closed']>,
  dayOf: (event: FoldEvent) => string,
): FoldEvent[][] {
  const unit = ({ id, detail }: FoldEvent) => {
    const value = detail?.[per.slice(7)]
    return value === undefined ? `event ${id}` : `case ${value}`
  }
  const limit = ({ kind }: FoldEvent) =>
    Math.max(
      0,
      limits.findIndex(({ after }) => after.includes(kind)),
    )
  const inTime = (a: FoldEvent, b: FoldEvent) =>
    dayOf(a) === dayOf(b) ? byTime(a, b) : dayOf(a) < dayOf(b) ? -1 : 1
  const isAfter = (event: FoldEvent, close: FoldEvent) =>
    event.at.length === 10 || close.at.length === 10 ? dayOf(event) > dayOf(close) : event.at > close.at
  const opening = (own: FoldEvent[]) =>
    own.filter(({ kind }) => opens.includes(kind)).sort(inTime)[0] as FoldEvent
  return [...Map.groupBy(all, unit).values()]
    .map((own) => {
      const closes = own.filter(({ kind }) => kinds.includes(kind))
      return own.filter(
        (event) => !kinds.includes(event.kind) && closes.every((close) => isAfter(event, close)),
      )
    })
    .filter((own) => own.some(({ kind }) => opens.includes(kind)))
    .sort((a, b) => inTime(opening(a), opening(b)))
    .map((own) => own.sort((a, b) => limit(a) - limit(b) || inTime(a, b)))
}
