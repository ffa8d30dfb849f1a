import type { Attribute } from '../../contract/catalogue.ts'
import type { FeedAttribute } from '../../contract/feed.ts'
import type { Lineage } from '../../contract/lineage.ts'
import { freshFacts } from '../facts/fresh.ts'
import type { LookRow } from './queries.ts'

const DAY = 86_400_000

interface Seen {
  days: number[]
  stale: number
}

/**
 * How old what customers have is, by attribute with a limit; too old by the same rule that decides.
 * @param asOf the moment the dataset is decided for, ISO
 * @returns the oldest against its limit first
 */
export function agesOf(
  rows: readonly LookRow[],
  catalogue: readonly Attribute[],
  asOf: string,
): FeedAttribute[] {
  const seen = new Map<string, Seen>()
  for (const row of rows) look(row, catalogue, asOf, seen)
  return catalogue
    .flatMap(({ name, freshDays }) => {
      const of = seen.get(name)
      return of && freshDays ? [told(name, freshDays, of)] : []
    })
    .toSorted((a, b) => b.medianDays / b.freshDays - a.medianDays / a.freshDays || (a.name < b.name ? -1 : 1))
}

function look(
  { names, lineage, factsAsOf }: LookRow,
  catalogue: readonly Attribute[],
  asOf: string,
  seen: Map<string, Seen>,
): void {
  const origins = lineage === null ? null : (JSON.parse(lineage) as Lineage)
  const list = JSON.parse(names) as string[]
  const facts = Object.fromEntries(list.map((name) => [name, true]))
  const { stale } = freshFacts({ facts, lineage: origins, factsAsOf, asOf }, catalogue)
  for (const name of list) {
    const of = seen.get(name) ?? { days: [], stale: 0 }
    seen.set(name, of)
    // What is folded over days stands until the first of them leaves.
    const at = Date.parse(origins?.[name]?.until ?? origins?.[name]?.at ?? factsAsOf)
    of.days.push(Math.max(0, (Date.parse(asOf) - at) / DAY))
    if (name in stale) of.stale += 1
  }
}

function told(name: string, freshDays: number, { days, stale }: Seen): FeedAttribute {
  const sorted = days.toSorted((a, b) => a - b)
  const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
  return { name, freshDays, medianDays: Math.floor(median * 10) / 10, customers: days.length, stale }
}
