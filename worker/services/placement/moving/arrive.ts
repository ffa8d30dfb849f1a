import { MEETS, merging } from '../../customers/arrive.ts'
import { type Database, runSql, type Sql } from '../../database.ts'
import { isFolded } from '../../facts/step-walk.ts'
import { keysOf } from '../bucket.ts'
import { liveIn } from './leave.ts'
import { only, taking } from './refusing.ts'
import type { Parcel } from './rows.ts'
import { MOVED } from './tables.ts'

/** How far a bucket has come. */
export interface Arriving {
  step: number
  /** Table that is being copied; null: all were, what changed since follows. */
  copying: string | null
  /** Key after which that goes on. */
  after: string
  /** Folds that all its customers are folded by or due for where they are; null: not all are. */
  folds: string | null
}

/** Characters of one bound value. */
const MOST = 600_000

export async function arriving(db: Database, bucket: number): Promise<Arriving | undefined> {
  const text = 'SELECT step, copying, after, folds FROM arriving_bucket WHERE bucket = ?1'
  const [found] = await runSql<Arriving>(db, [{ text, values: [bucket] }])
  return found?.results[0]
}

/** Makes ready for a bucket that is not here yet. */
export const expect = (db: Database, bucket: number) =>
  runSql(db, [
    {
      text: `INSERT INTO arriving_bucket (bucket, step, copying, after) SELECT ?1, 0, ?2, ''
        WHERE NOT EXISTS (SELECT 1 FROM bucket WHERE id = ?1) ON CONFLICT DO NOTHING`,
      values: [bucket, MOVED[0]?.name ?? null],
    },
  ])

/**
 * Takes rows in place of those of the same customers that came before.
 * @param next how far it has come then
 * @throws StepTaken where another took this step
 */
export async function receive(
  db: Database,
  bucket: number,
  { step }: Arriving,
  parcels: readonly Parcel[],
  next: Pick<Arriving, 'copying' | 'after'>,
): Promise<void> {
  await taking(
    runSql(db, [
      only('EXISTS (SELECT 1 FROM arriving_bucket WHERE bucket = ?1 AND step = ?2)', [bucket, step]),
      ...parcels.flatMap((parcel) => [replaced(bucket, parcel), ...added(bucket, parcel)]),
      {
        text: 'UPDATE arriving_bucket SET step = step + 1, copying = ?2, after = ?3 WHERE bucket = ?1',
        values: [bucket, next.copying, next.after],
      },
    ]),
  )
}

/**
 * Notes by which folds its customers are folded where they are.
 * @throws StepTaken where another took this step
 */
export async function noteFolds(
  db: Database,
  bucket: number,
  { step }: Arriving,
  folds: string | null,
): Promise<void> {
  await taking(
    runSql(db, [
      only('EXISTS (SELECT 1 FROM arriving_bucket WHERE bucket = ?1 AND step = ?2)', [bucket, step]),
      {
        text: 'UPDATE arriving_bucket SET step = step + 1, folds = ?2 WHERE bucket = ?1',
        values: [bucket, folds],
      },
    ]),
  )
}

const replaced = (bucket: number, { name, keys }: Parcel): Sql => ({
  text: `DELETE FROM arriving_row WHERE bucket = ?1 AND table_name = ?2
    AND key IN (SELECT value FROM json_each(?3))`,
  values: [bucket, name, JSON.stringify(keys)],
})

function added(bucket: number, { name, rows }: Parcel): Sql[] {
  const lists: string[][] = [[]]
  let size = 0
  for (const { key, row } of rows) {
    const text = `[${JSON.stringify(key)},${JSON.stringify(row)}]`
    if (size + text.length > MOST && size > 0) {
      lists.push([])
      size = 0
    }
    size += text.length
    lists.at(-1)?.push(text)
  }
  return lists.map((list) => ({
    text: `INSERT INTO arriving_row (bucket, table_name, key, row)
      SELECT ?1, ?2, value ->> 0, value ->> 1 FROM json_each(?3)`,
    values: [bucket, name, `[${list.join()}]`],
  }))
}

/** How many rows of each table have arrived, and what is live here. */
export async function arrivedRows(
  db: Database,
  bucket: number,
): Promise<{ counts: ReadonlyMap<string, number>; live: string }> {
  const text = 'SELECT table_name AS name, count(*) AS n FROM arriving_row WHERE bucket = ?1 GROUP BY 1'
  const [rows] = await runSql<{ name: string; n: number }>(db, [{ text, values: [bucket] }])
  return { counts: new Map(rows?.results.map(({ name, n }) => [name, n])), live: await liveIn(db) }
}

/** A merge that a stop broke off may have left something of a customer here already: the two are put together. */
const MEET = merging(
  'arriving_row.row',
  `arriving_row JOIN customer c ON c.key = arriving_row.key AND c.load_id = arriving_row.row ->> 1
    WHERE bucket = ?1 AND table_name = 'customer'`,
)

/**
 * Its customers are due where the walk of this database has come by already, for other folds than they come with.
 * `?1` bucket, keys from `?2` and before `?3`.
 */
const DUE = `INSERT INTO dirty_customer (load_id, customer_key, since)
  SELECT c.load_id, c.key, strftime('%Y-%m-%dT%H:%M:%fZ', 'now') FROM fold_walk w
    JOIN arriving_bucket a ON a.bucket = ?1 AND w.folds IS NOT a.folds
    CROSS JOIN customer c ON c.key >= ?2 AND c.key < ?3
  WHERE (w.after IS NULL OR w.after >= ?2) AND ${isFolded('c')}
  ON CONFLICT DO UPDATE SET since = excluded.since WHERE dirty_customer.since > excluded.since`

/**
 * What has arrived is seen from now on, in one transaction; only after the other database has let go of it.
 * @throws StepTaken where it has settled
 */
export async function settle(db: Database, bucket: number): Promise<void> {
  await taking(
    runSql(db, [
      only('EXISTS (SELECT 1 FROM arriving_bucket WHERE bucket = ?1)', [bucket]),
      { text: MEET, values: [bucket] },
      ...MOVED.map(
        ({ name, columns }): Sql => ({
          text: `INSERT INTO "${name}" (${columns.join()}) SELECT ${columns.map((_, n) => `row ->> ${n}`).join()}
            FROM arriving_row WHERE bucket = ?1 AND table_name = ?2
            ${MEETS[name] ?? 'ON CONFLICT DO NOTHING'}`,
          values: [bucket, name],
        }),
      ),
      { text: DUE, values: [bucket, ...keysOf(bucket)] },
      { text: 'INSERT INTO bucket (id) VALUES (?1) ON CONFLICT DO NOTHING', values: [bucket] },
      { text: 'DELETE FROM arriving_row WHERE bucket = ?1', values: [bucket] },
      { text: 'DELETE FROM arriving_bucket WHERE bucket = ?1', values: [bucket] },
    ]),
  )
}
