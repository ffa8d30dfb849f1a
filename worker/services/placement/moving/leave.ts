import type { MoveObstacle } from '../../../contract/databases.ts'
import { type Database, runSql, type Sql } from '../../database.ts'
import { keysOf } from '../bucket.ts'
import { only, taking } from './refusing.ts'
import { MOVED } from './tables.ts'

const hasBucket = 'EXISTS (SELECT 1 FROM bucket WHERE id = ?1)'

/** True where the database has the bucket. */
export async function has(db: Database, bucket: number): Promise<boolean> {
  const [found] = await runSql(db, [{ text: 'SELECT 1 FROM bucket WHERE id = ?1', values: [bucket] }])
  return (found?.results.length ?? 0) > 0
}

/**
 * From now on it is written down whose rows change, whoever changes them, with the change itself.
 * @throws StepTaken where the bucket has left
 */
export async function watch(db: Database, bucket: number): Promise<void> {
  const triggers = MOVED.flatMap(({ name, key }) => {
    const [from, before] = keysOf(bucket)
    const told = (
      row: string,
    ) => `INSERT INTO leaving_change (table_name, key) SELECT '${name}', ${row}.${key}
      WHERE ${row}.${key} >= '${from}' AND ${row}.${key} < '${before}';`
    const on = { INSERT: told('new'), UPDATE: told('old') + told('new'), DELETE: told('old') }
    return ACTS.map(
      (act): Sql => ({
        text: `CREATE TRIGGER IF NOT EXISTS ${triggerOf(bucket, name, act)} AFTER ${act} ON "${name}"
          BEGIN ${on[act]} END`,
        values: [],
      }),
    )
  })
  await taking(runSql(db, [only(hasBucket, [bucket]), ...triggers]))
}

const triggerOf = (bucket: number, name: string, act: string) =>
  `leaving_${bucket}_${name}_${act.toLowerCase()}`

const ACTS = ['INSERT', 'UPDATE', 'DELETE'] as const

/** One customer's rows in one table that changed. */
export interface Change {
  sequence: number
  name: string
  key: string
}

/** The first changes that were not followed yet. */
export async function changes(db: Database, bucket: number, most: number): Promise<Change[]> {
  const text = `SELECT sequence, table_name AS name, key FROM leaving_change
    WHERE key >= ?1 AND key < ?2 ORDER BY sequence LIMIT ?3`
  const [found] = await runSql<Change>(db, [{ text, values: [...keysOf(bucket), most] }])
  return found?.results ?? []
}

/** Forgets changes that were followed. */
export const followed = (db: Database, bucket: number, last: number) =>
  runSql(db, [
    {
      text: 'DELETE FROM leaving_change WHERE key >= ?1 AND key < ?2 AND sequence <= ?3',
      values: [...keysOf(bucket), last],
    },
  ])

/** An erasure is confirmed where it was asked for: until then its customer stays. */
const ERASING = `SELECT 1 FROM erasure e JOIN audit_customer a ON a.commitment = e.commitment
  WHERE e.finished_at IS NULL AND a.customer_key >= ?1 AND a.customer_key < ?2`

const ROTATING = `SELECT 1 FROM key_rotation WHERE state <> 'done' LIMIT 1`

/** What is live here, to be compared with where the bucket goes. */
export const LIVE = `(SELECT json_group_array(id || ' ' || coalesce(live_load, '') || ' ' || coalesce(as_of, ''))
  FROM (SELECT * FROM dataset ORDER BY id))`

export async function liveIn(db: Database): Promise<string> {
  const [found] = await runSql<{ live: string }>(db, [{ text: `SELECT ${LIVE} AS live`, values: [] }])
  return found?.results[0]?.live ?? ''
}

/** How far its customers were walked, to be as it was noted when the bucket leaves. */
const WALKED = '(SELECT json_array(folds, after) FROM fold_walk)'

/** What a database says of its walk, and by which folds all customers of a bucket are folded, or due for. */
export interface Walked {
  said: string | null
  folds: string | null
}

export async function walkedIn(db: Database, bucket: number): Promise<Walked> {
  const text = `SELECT ${WALKED} AS said, (SELECT folds FROM fold_walk WHERE after IS NULL OR after >= ?1) AS folds`
  const [, before] = keysOf(bucket)
  const [found] = await runSql<Walked>(db, [{ text, values: [before] }])
  return found?.results[0] ?? { said: null, folds: null }
}

/** Why a bucket cannot leave for the time being; null: it can. */
export async function obstacle(db: Database, bucket: number): Promise<MoveObstacle | null> {
  const [rotation, erasing] = await runSql(db, [
    { text: ROTATING, values: [] },
    { text: `${ERASING} LIMIT 1`, values: keysOf(bucket) },
  ])
  if (rotation?.results.length) return 'rotation'
  return erasing?.results.length ? 'erasure' : null
}

/**
 * Lets go of a bucket with all its rows, in one transaction.
 * @param arrived rows there, by table
 * @param live what is live there
 * @param walked what is noted there of the walk here
 * @throws StepTaken where something has changed that was not followed, or not all has arrived, or an erasure is open, or keys are being changed
 */
export async function letGo(
  db: Database,
  bucket: number,
  arrived: ReadonlyMap<string, number>,
  live: string,
  walked: Walked,
): Promise<void> {
  const [from, before] = keysOf(bucket)
  const among = (key: string) => `${key} >= ?1 AND ${key} < ?2`
  const whole = MOVED.map(({ name, key }) =>
    only(`(SELECT count(*) FROM "${name}" WHERE ${among(key)}) = ?3`, [from, before, arrived.get(name) ?? 0]),
  )
  await taking(
    runSql(db, [
      only(hasBucket, [bucket]),
      only(`NOT EXISTS (SELECT 1 FROM leaving_change WHERE ${among('key')})`, [from, before]),
      only(`NOT EXISTS (${ERASING})`, [from, before]),
      only(`NOT EXISTS (${ROTATING})`, []),
      only(`${LIVE} = ?1`, [live]),
      only(`${WALKED} IS ?1`, [walked.said]),
      ...whole,
      ...MOVED.flatMap(({ name }) =>
        ACTS.map(
          (act): Sql => ({
            text: `DROP TRIGGER IF EXISTS ${triggerOf(bucket, name, act)}`,
            values: [],
          }),
        ),
      ),
      ...MOVED.map(
        ({ name, key }): Sql => ({
          text: `DELETE FROM "${name}" WHERE ${among(key)}`,
          values: [from, before],
        }),
      ),
      { text: 'DELETE FROM bucket WHERE id = ?1', values: [bucket] },
    ]),
  )
}
