import type { FeedDataset, FeedFilling, FeedTally } from '../../contract/feed.ts'
import type { Declared } from '../ingest/declared.ts'
import { agesOf } from './ages.ts'
import { kindsOf } from './kinds.ts'
import { heardOf, lostOf, quietAfterOf } from './missing.ts'
import type { TallyRow } from './queries.ts'
import { countedOf, refusedInOf } from './summary.ts'
import { latest, type Told } from './told.ts'

const tallyOf = ({ kind, batches, rowsIn, taken, refused, lastAt }: TallyRow): FeedTally => ({
  ...{ kind, batches, rowsIn, taken, refused, lastAt },
})

/** Of a dataset every database has the same row, but for the moment in which one goes live after the other. */
const firsts = <Row>(rows: readonly Row[], idOf: (row: Row) => string): Row[][] => [
  ...Map.groupBy(rows, idOf).values(),
]

/** Datasets of which something is live. */
export function datasetsOf(all: Told, declared: Declared, now: string): FeedDataset[] {
  const { catalogue } = declared
  const { datasets, loads, tallies, looks } = all
  return firsts(datasets, ({ id }) => id).flatMap((rows) => {
    const row = rows.find(({ liveLoad }) => liveLoad !== null)
    if (!row?.liveLoad) return []
    const { id, liveLoad, asOf, currency } = row
    const lives = new Set(rows.map((one) => one.liveLoad))
    const load = loads.find((one) => one.id === liveLoad && one.state === 'done')
    const since = tallies.filter(({ loadId, live }) => loadId === liveLoad && live).map(tallyOf)
    const seen = looks.filter(({ loadId }) => lives.has(loadId))
    const attributes = agesOf(seen, catalogue, heardOf(row, all, now))
    return {
      ...{ dataset: id, currency, asOf, load: liveLoad, liveSince: load?.finishedAt ?? null, since },
      lastAt: latest([load?.finishedAt, ...since.map(({ lastAt }) => lastAt)]),
      counted: countedOf(load?.summary ?? null),
      refusedIn: refusedInOf(load?.summary ?? null),
      lookedAt: seen.length,
      attributes,
      kinds: kindsOf(row, all, declared, now),
      lost: lostOf(row, all, catalogue),
      quietAfter: quietAfterOf(row, attributes, catalogue),
    }
  })
}

/** Loads that are being filled somewhere, the one that was begun first on top. */
export function fillingOf({ loads, tallies }: Told): FeedFilling[] {
  return firsts(loads, ({ id }) => id).flatMap((rows) => {
    const row = rows.find(({ state }) => state === 'loading')
    if (!row) return []
    const { id, dataset, startedAt } = row
    const own = tallies.filter(({ loadId }) => loadId === id).map(tallyOf)
    const halfLive = rows.some(({ state }) => state === 'done')
    return {
      ...{ dataset, load: id, startedAt, halfLive, rows: own },
      lastAt: latest(own.map(({ lastAt }) => lastAt)),
    }
  })
}
