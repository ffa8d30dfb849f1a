import type { Activity } from '../../contract/view.ts'

/** How many events of one channel, kind and month, and when, in instants. */
export interface ActivityRow {
  channel: string
  kind: string
  /** `YYYY-MM` at the bank. */
  month: string
  events: number
  firstAt: string
  lastAt: string
}

const MONTHS = 12

/**
 * What counts of events come to.
 * @param asOfDay the last day that is seen, `YYYY-MM-DD`
 */
export function activityFrom(rows: readonly ActivityRow[], asOfDay: string): Activity {
  const channels = [...grouped(rows, ({ channel }) => channel)].map(([channel, of]) => ({
    ...{ channel: channel as Activity['channels'][number]['channel'], events: sumOf(of) },
    lastAt: of.map(({ lastAt }) => lastAt).reduce((a, b) => (a > b ? a : b)),
  }))
  const kinds = [...grouped(rows, ({ kind }) => kind)].map(([kind, of]) => ({ kind, events: sumOf(of) }))
  const months = grouped(rows, ({ month }) => month)
  return {
    events: sumOf(rows),
    firstAt: rows.map(({ firstAt }) => firstAt).toSorted()[0] ?? null,
    lastAt:
      rows
        .map(({ lastAt }) => lastAt)
        .toSorted()
        .at(-1) ?? null,
    channels: channels.toSorted((a, b) => b.events - a.events || (a.channel < b.channel ? -1 : 1)),
    kinds: kinds.toSorted((a, b) => b.events - a.events || (a.kind < b.kind ? -1 : 1)),
    months: monthsUpTo(asOfDay).map((month) => ({ month, events: sumOf(months.get(month) ?? []) })),
  }
}

const sumOf = (rows: readonly ActivityRow[]): number => rows.reduce((sum, { events }) => sum + events, 0)

function grouped(rows: readonly ActivityRow[], by: (row: ActivityRow) => string): Map<string, ActivityRow[]> {
  const groups = new Map<string, ActivityRow[]>()
  for (const row of rows) groups.set(by(row), [...(groups.get(by(row)) ?? []), row])
  return groups
}

/** The month of a day and the eleven before it, oldest first. */
function monthsUpTo(day: string): string[] {
  const last = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
  return Array.from({ length: MONTHS }, (_, at) => {
    const month = last - MONTHS + 1 + at
    return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
  })
}
