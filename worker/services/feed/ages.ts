import type { Attribute } from '../../contract/catalogue.ts'
import type { FeedAttribute } from '../../contract/feed.ts'
import type { Lineage } from '../../contract/lineage.ts'
import { freshFacts } from '../facts/fresh.ts'
import { type Heard, silenceDays, silenceOf } from '../facts/silence.ts'
import type { LookRow } from './queries.ts'

const DAY = 86_400_000

interface Seen {
  days: number[]
  stale: number
}

/** Whether it is told how old it is: it has a limit, or is made from events beside others that have. */
export const isAging = ({ name, fold, freshDays }: Attribute, catalogue: readonly Attribute[]): boolean =>
  freshDays !== undefined || (fold !== undefined && Number.isFinite(silenceDays(catalogue, name)))

/**
 * How old what customers have is, by attribute with a limit; too old by the same rule that decides. What is made from events
 * is made anew whether any come or not: it is as old as the last that came, and where none come for too long it is told
 * without a limit of its own too.
 * @returns the oldest against its limit first
 */
export function agesOf(
  rows: readonly LookRow[],
  catalogue: readonly Attribute[],
  heard: Heard,
): FeedAttribute[] {
  const seen = new Map<string, Seen>()
  const { asOf, eventsAt } = heard
  const silence = silenceOf(heard, catalogue)
  for (const row of rows) look(row, catalogue, heard, seen)
  return catalogue
    .flatMap(({ name, freshDays, fold }) => {
      const of = seen.get(name)
      const silent = fold && silence.ofFact(name)
      const limit = freshDays ?? (silent ? silenceDays(catalogue, name) : undefined)
      const from = fold && (silent ?? eventsAt)
      const quiet = from ? daysSince(from, asOf) : 0
      return of && limit ? [told(name, limit, of, { quiet, silent: Boolean(silent) })] : []
    })
    .toSorted((a, b) => b.medianDays / b.freshDays - a.medianDays / a.freshDays || (a.name < b.name ? -1 : 1))
}

export const daysSince = (moment: string, now: string): number =>
  Math.max(0, (Date.parse(now) - Date.parse(moment)) / DAY)

function look(
  { names, lineage, factsAsOf }: LookRow,
  catalogue: readonly Attribute[],
  heard: Heard,
  seen: Map<string, Seen>,
): void {
  const origins = lineage === null ? null : (JSON.parse(lineage) as Lineage)
  const list = JSON.parse(names) as string[]
  const facts = Object.fromEntries(list.map((name) => [name, true]))
  const { stale } = freshFacts({ facts, lineage: origins, factsAsOf, ...heard }, catalogue)
  for (const name of list) {
    const of = seen.get(name) ?? { days: [], stale: 0 }
    seen.set(name, of)
    // What is folded over days stands until the first of them leaves.
    of.days.push(daysSince(origins?.[name]?.until ?? origins?.[name]?.at ?? factsAsOf, heard.asOf))
    if (name in stale) of.stale += 1
  }
}

function told(
  name: string,
  freshDays: number,
  { days, stale }: Seen,
  { quiet, silent }: { quiet: number; silent: boolean },
): FeedAttribute {
  const sorted = days.toSorted((a, b) => a - b)
  const median = Math.max(quiet, sorted[Math.floor((sorted.length - 1) / 2)] ?? 0)
  const customers = days.length
  const medianDays = Math.floor(median * 10) / 10
  return { name, freshDays, medianDays, customers, stale, silent }
}
