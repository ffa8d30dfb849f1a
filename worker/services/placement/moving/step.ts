import type { MoveObstacle } from '../../../contract/databases.ts'
import { type Database, DatabaseUnavailable, runSql } from '../../database.ts'
import type { Databases } from '../../databases.ts'
import { keysOf } from '../bucket.ts'
import { type Arriving, arrivedRows, arriving, expect, noteFolds, receive, settle } from './arrive.ts'
import { join } from './join.ts'
import {
  type Change,
  changes,
  followed,
  has,
  letGo,
  liveIn,
  obstacle,
  type Walked,
  walkedIn,
  watch,
} from './leave.ts'
import { StepTaken } from './refusing.ts'
import { keysAfter, parcelsOf } from './rows.ts'
import { MOVED, movedTable } from './tables.ts'

/** Customers copied by one step, and changes followed by one. */
const KEYS = 200
const CHANGES = 1000

interface Move {
  bucket: number
  from: string
  to: string
  /** Keys are being changed: the bucket of a customer may be another one soon. */
  rotating: number
  /** Segments are being computed, from customers in the order of their keys, database by database. */
  computing: number
}

/** The move that is under way, or the next. */
const FIRST = `SELECT m.bucket, p.database AS "from", m.target AS "to",
    EXISTS (SELECT 1 FROM key_rotation WHERE state <> 'done') AS rotating,
    EXISTS (SELECT 1 FROM segmentation_run WHERE state = 'computing') AS computing
  FROM bucket_move m JOIN placement p ON p.bucket = m.bucket ORDER BY m.asked_at, m.bucket LIMIT 1`

/** What became of a step: `idle` where nothing is to be moved. */
export type Stepped = 'done' | 'idle' | MoveObstacle

/**
 * Takes one step of moving buckets. Every step can be repeated, and two at once do no harm: a stop at any moment is
 * gone on with. A bucket is served from where it was until all of it has arrived, and from where it is then.
 * @throws DatabaseUnavailable
 */
export async function stepMove(databases: Databases): Promise<Stepped> {
  const move = await firstMove(databases)
  if (!move) return 'idle'
  try {
    return await stepOf(databases, move)
  } catch (error) {
    if (error instanceof StepTaken) return 'done'
    throw error
  }
}

/** The move that is under way, or the next, and what it waits for. @throws DatabaseUnavailable */
export async function obstacleOf(
  databases: Databases,
): Promise<(Move & { waitsFor: MoveObstacle | null }) | undefined> {
  const move = await firstMove(databases)
  if (!move) return undefined
  const source = named(databases, move.from)
  const target = named(databases, move.to)
  const waiting = waitsFor(move) ?? (await obstacle(source, move.bucket))
  const refreshing =
    (await liveIn(source)) !== (await liveIn(target)) && (await arriving(target, move.bucket))
  return { ...move, waitsFor: waiting ?? (refreshing ? 'refresh' : null) }
}

function waitsFor({ rotating, computing }: Move): MoveObstacle | null {
  if (rotating) return 'rotation'
  return computing ? 'segments' : null
}

async function firstMove({ playbook }: Databases): Promise<Move | undefined> {
  const [found] = await runSql<Move>(playbook, [{ text: FIRST, values: [] }])
  return found?.results[0]
}

function named({ customers }: Databases, name: string): Database {
  const db = customers.find((one) => one.name === name)
  if (!db) throw new DatabaseUnavailable(`CUSTOMER_DATABASES lacks ${name}`)
  return db
}

async function stepOf(databases: Databases, move: Move): Promise<Stepped> {
  const { bucket, from, to } = move
  const { playbook } = databases
  if (from === to) return place(playbook, move)
  const [source, target] = [named(databases, from), named(databases, to)]
  if (!(await has(source, bucket))) {
    if (await arriving(target, bucket)) await settle(target, bucket)
    return place(playbook, move)
  }
  const at = await arriving(target, bucket)
  const obstructed = waitsFor(move) ?? (await obstacle(source, bucket))
  if (obstructed) return obstructed
  if (!at) return begin(bucket, source, target)
  if (at.copying !== null) return copy(bucket, at, at.copying, source, target)
  const changed = await changes(source, bucket, CHANGES)
  if (changed.length > 0) return follow(bucket, at, changed, source, target)
  const { counts, live } = await arrivedRows(target, bucket)
  if (live !== (await liveIn(source))) return 'refresh'
  const walked = await walkedIn(source, bucket)
  if (walked.folds !== at.folds) return note(bucket, at, walked, target)
  await letGo(source, bucket, counts, live, walked)
  await settle(target, bucket)
  return place(playbook, move)
}

async function begin(bucket: number, source: Database, target: Database): Promise<Stepped> {
  await join(source, target)
  await watch(source, bucket)
  await expect(target, bucket)
  return 'done'
}

/** From one table after the other, until there is enough for one step. */
async function copy(
  bucket: number,
  at: Arriving,
  copying: string,
  source: Database,
  target: Database,
): Promise<Stepped> {
  const tables = MOVED.slice(MOVED.indexOf(movedTable(copying)))
  const keys = await keysAfter(source, tables, keysOf(bucket), at.after, KEYS)
  const full = keys.findIndex((some) => some.length === KEYS)
  const parcels = await parcelsOf(
    source,
    tables
      .map(({ name }, n) => ({ name, keys: keys[n] ?? [] }))
      .slice(0, full === -1 ? tables.length : full + 1)
      .filter((one) => one.keys.length > 0),
  )
  await receive(target, bucket, at, parcels, {
    copying: full === -1 ? null : (tables[full]?.name ?? null),
    after: full === -1 ? '' : (keys[full]?.at(-1) ?? ''),
  })
  return 'done'
}

/** What changed since goes over as it is now. */
async function follow(
  bucket: number,
  at: Arriving,
  changed: readonly Change[],
  source: Database,
  target: Database,
): Promise<Stepped> {
  const parcels = await parcelsOf(
    source,
    [...new Set(changed.map(({ name }) => name))].map((name) => ({
      name,
      keys: [...new Set(changed.filter((one) => one.name === name).map(({ key }) => key))],
    })),
  )
  await receive(target, bucket, at, parcels, { copying: null, after: '' })
  await followed(source, bucket, changed.at(-1)?.sequence ?? 0)
  return 'done'
}

/** Where the other database has been walked for the same folds, nobody has to be folded anew there. */
async function note(bucket: number, at: Arriving, walked: Walked, target: Database): Promise<Stepped> {
  await noteFolds(target, bucket, at, walked.folds)
  return 'done'
}

/** The placement is changed last: whoever still asks the old database is told to look anew. */
async function place(playbook: Database, { bucket, to }: Move): Promise<Stepped> {
  await runSql(playbook, [
    { text: 'UPDATE placement SET database = ?2 WHERE bucket = ?1', values: [bucket, to] },
    { text: 'DELETE FROM bucket_move WHERE bucket = ?1', values: [bucket] },
  ])
  return 'done'
}
