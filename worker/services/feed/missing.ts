import type { Attribute } from '../../contract/catalogue.ts'
import type { FeedAttribute } from '../../contract/feed.ts'
import { type Heard, lateIn, silenceDays } from '../facts/silence.ts'
import type { DatasetRow } from './queries.ts'
import { hadOf } from './summary.ts'
import { latest, type Told } from './told.ts'

/** Where nothing has a limit. */
const QUIET_DAYS = 30

/** Datasets of one currency that are decided for now are one base; history is by itself. */
const together = (a: DatasetRow, b: DatasetRow): boolean =>
  a.id === b.id || (a.asOf === null && b.asOf === null && a.currency === b.currency)

const livesWith = (one: DatasetRow, { datasets }: Told): Set<string> =>
  new Set(datasets.filter((row) => together(one, row)).flatMap(({ liveLoad }) => liveLoad ?? []))

/** How events have come into all datasets that facts of this one are made from. */
export function heardOf(one: DatasetRow, { datasets }: Told, now: string): Heard {
  if (one.asOf !== null) return { asOf: one.asOf }
  const rows = datasets.filter((row) => row.liveLoad && together(one, row))
  const late = new Map(rows.flatMap(({ id, lateKinds }) => (lateKinds ? [[id, lateIn(lateKinds)]] : [])))
  return {
    asOf: now,
    eventsAt: latest(rows.map(({ eventsAt }) => eventsAt)),
    lateKinds: late.size ? JSON.stringify([...late.values()]) : null,
  }
}

/** Attributes that a load before had and nobody who is looked at has now. */
export function lostOf(one: DatasetRow, told: Told, catalogue: readonly Attribute[]): string[] {
  const own = new Set(told.datasets.flatMap(({ id, liveLoad }) => (id === one.id ? (liveLoad ?? []) : [])))
  const had = new Set(told.loads.flatMap(({ id, summary }) => (own.has(id) ? hadOf(summary) : [])))
  const lives = livesWith(one, told)
  const has = new Set(told.has.flatMap(({ loadId, name }) => (lives.has(loadId) ? name : [])))
  return catalogue.flatMap(({ name, fold }) => (!fold && had.has(name) && !has.has(name) ? name : []))
}

/** The shortest limit of what it gives; of events alone, of what is made from events. Numbers have none. */
export function quietAfterOf(
  { asOf, eventsAt }: DatasetRow,
  attributes: readonly FeedAttribute[],
  catalogue: readonly Attribute[],
): number | null {
  if (asOf !== null) return null
  const own = attributes.map(({ freshDays }) => freshDays)
  return Math.min(QUIET_DAYS, ...(own.length || eventsAt === null ? own : [silenceDays(catalogue)]))
}
