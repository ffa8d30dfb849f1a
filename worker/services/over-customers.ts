import { count } from 'drizzle-orm'
import { bucket } from '../../db/schema/tables.ts'
import type { Database } from './database.ts'
import type { Databases } from './databases.ts'
import { BUCKETS } from './placement/bucket.ts'
import { BucketElsewhere } from './placement/elsewhere.ts'
import { retried } from './retried.ts'

type Customers = Pick<Databases, 'customers'>

/**
 * Asks every database of customers at once. A bucket that moves at that moment would be told of twice or not at all, so
 * each says how many it has, and all are asked again where that is not every one.
 * @param ask one batch
 * @throws DatabaseUnavailable; BucketElsewhere where buckets do not come to rest
 */
export function everyCustomers<Answer>(
  { customers }: Customers,
  ask: (db: Database) => Promise<Answer>,
): Promise<Answer[]> {
  if (customers.length === 1) return Promise.all(customers.map(ask))
  return retried(async () => {
    let buckets = 0
    const told = (some: number) => {
      buckets += some
    }
    const answers = await Promise.all(customers.map((db) => ask(counting(db, told))))
    if (buckets !== BUCKETS) throw new BucketElsewhere('a bucket is between two databases')
    return answers
  })
}

/** The same database, whose batches also say how many buckets it has. */
function counting(db: Database, told: (buckets: number) => void): Database {
  const batch = async (statements: Parameters<Database['batch']>[0]) => {
    const asked = db.select({ buckets: count() }).from(bucket)
    const results: unknown[] = await db.batch([...statements, asked])
    const [row] = results.pop() as { buckets: number }[]
    told(row?.buckets ?? 0)
    return results
  }
  return Object.assign(Object.create(db), { batch })
}

/**
 * Asks every database of customers the same queries at once.
 * @returns query by query the rows of all; what is one row in each comes once for each
 */
export async function overCustomers<Rows extends readonly (readonly unknown[])[]>(
  databases: Customers,
  ask: (db: Database) => Promise<Rows>,
): Promise<Rows> {
  const found = await everyCustomers(databases, ask)
  const [first = [] as unknown as Rows] = found
  return first.map((_, query) => found.flatMap((rows) => rows[query] ?? [])) as unknown as Rows
}

/**
 * The next rows of all databases in the order of their keys: of databases that have more, the one that came least far says
 * how far it goes. Rows of one key must stand in one database.
 * @param most rows at most
 * @param ask the next rows of one database by key, so many at most
 */
export async function stretchOver<Row extends { key: string }>(
  databases: Customers,
  most: number,
  ask: (db: Database, most: number) => Promise<readonly Row[]>,
): Promise<{ rows: Row[]; more: boolean }> {
  const share = Math.ceil(most / databases.customers.length)
  const found = await everyCustomers(databases, (db) => ask(db, share))
  const ends = found.flatMap((rows) => (rows.length < share ? [] : [rows.at(-1)?.key ?? '']))
  const until = ends.length > 0 ? ends.reduce((a, b) => (a < b ? a : b)) : null
  const rows = found.flat().filter(({ key }) => until === null || key <= until)
  return { rows: rows.toSorted((a, b) => (a.key < b.key ? -1 : 1)), more: until !== null }
}
