import type { D1Result } from '@cloudflare/workers-types'
import type { Attribute } from '../../contract/catalogue.ts'
import type { Feed, FeedBatch } from '../../contract/feed.ts'
import { type Database, runSql } from '../database.ts'
import type { Databases } from '../databases.ts'
import { home } from '../ingest/batches.ts'
import type { Declared } from '../ingest/declared.ts'
import { WORDS } from '../ingest/words.ts'
import { isAging } from './ages.ts'
import { datasetsOf, fillingOf } from './datasets.ts'
import { driftOf } from './drift.ts'
import { LOOKED_AT } from './picked.ts'
import {
  BATCHES,
  DATASETS,
  DAYS,
  type DriftRow,
  driftSql,
  type HaveRow,
  haveSql,
  kindsSql,
  LOADS,
  lookSql,
  MOST_WAITING,
  NEWEST,
  type ProblemRow,
  problemsSql,
  TALLIES,
  waitingSql,
} from './queries.ts'
import type { Told } from './told.ts'

/** Customers of a dataset that are looked at in each database at least. */
const LEAST = 20

type Rows<T> = (T & object)[]
const rowsIn = <T>(result: D1Result | undefined) => (result?.results ?? []) as Rows<T>

/**
 * How the bank's data stands: one batch a database, whatever the number of customers.
 * @param declared by the playbook in force
 * @throws DatabaseUnavailable
 */
export async function readFeed(databases: Databases, declared: Declared, now: Date): Promise<Feed> {
  const { customers } = databases
  const [at, names] = [now.toISOString(), limited(declared.catalogue)]
  const each = Math.max(LEAST, Math.ceil(LOOKED_AT / customers.length))
  const everywhere = [DATASETS, LOADS, waitingSql(at), lookSql(names, each), haveSql(each)]
  const since = new Date(now.getTime() - DAYS * 86_400_000).toISOString()
  const first = home(databases)
  const ask = (db: Database) =>
    runSql(
      db,
      db === first
        ? [...everywhere, TALLIES, BATCHES, problemsSql(since), driftSql(since), kindsSql(at)]
        : everywhere,
    )
  const all = await Promise.all(customers.map(ask))
  const over = <T>(query: number) => all.flatMap((results) => rowsIn<T>(results[query]))
  const [tallies, batches, problems, drift, kinds] =
    all.find(({ length }) => length > everywhere.length)?.slice(-5) ?? []
  const told: Told = {
    ...{ datasets: over(0), loads: over(1), looks: over(3), tallies: rowsIn(tallies) },
    ...{ has: over<HaveRow>(4), kinds: rowsIn(kinds) },
  }
  return {
    at,
    datasets: datasetsOf(told, declared, at),
    filling: fillingOf(told),
    waiting: waitingOf(over<{ customers: number }>(2)),
    batches: rowsIn<FeedBatch>(batches),
    newest: { batches: NEWEST, days: DAYS },
    problems: rowsIn<ProblemRow>(problems).map((row) => ({ ...row, ...WORDS[row.code] })),
    drift: driftOf(rowsIn<DriftRow>(drift), declared),
  }
}

const limited = (catalogue: readonly Attribute[]): string =>
  JSON.stringify(catalogue.flatMap((one) => (isAging(one, catalogue) ? one.name : [])))

/** Each database counts up to a bound. */
function waitingOf(counts: readonly { customers: number }[]): Feed['waiting'] {
  const customers = counts.reduce((sum, one) => sum + Math.min(one.customers, MOST_WAITING), 0)
  return { customers, more: counts.some((one) => one.customers > MOST_WAITING) }
}
