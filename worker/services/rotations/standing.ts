import { ne } from 'drizzle-orm'
import { keyRotation } from '../../../db/schema/tables.ts'
import { finalsIn } from '../customers/finals.ts'
import type { Database } from '../database.ts'
import { byDatabase, type Databases } from '../databases.ts'
import { pairsOf } from './aliases.ts'

/** A change of keys that is under way. */
export interface Rotation {
  id: string
  state: 'running' | 'finishing'
}

export const OPEN_ROTATION = "SELECT id, state FROM key_rotation WHERE state <> 'done' LIMIT 1"

/** As far as any database has heard. */
export const furthest = (found: readonly Rotation[]): Rotation | null =>
  found.find(({ state }) => state === 'finishing') ?? found[0] ?? null

/** Under which keys rows stand while keys are being changed. */
export interface Standing {
  rotation: Rotation | null
  /** Of keys whose rows stand under another. */
  keys: ReadonlyMap<string, string>
  /** The new keys of old ones. */
  pairs: ReadonlyMap<string, string>
}

/**
 * Under which key the rows of each customer stand while keys are being changed: under the old one until the change is
 * being finished, then under the new one; those of customers who were merged under that of whom they are now.
 * @param started the change as it was known before
 * @throws DatabaseUnavailable
 */
export async function standingKeys(
  databases: Databases,
  keys: readonly string[],
  started: Rotation,
  tries = 5,
): Promise<Standing> {
  const groups = [...byDatabase(databases, keys, (key) => key)]
  const found = await Promise.all(
    groups.map(([db, some]) => db.batch([openIn(db), pairsOf(db, some), finalsIn(db, some)])),
  )
  const { rotation, keys: sides, pairs } = standingBy(found, started)
  const ends = new Map(found.flatMap(([, , rows]) => rows.map(({ old, key }) => [old, key] as const)))
  const own = new Map([...sides].filter(([key]) => !ends.has(key)))
  if (ends.size === 0 || tries === 0) return { rotation, keys: own, pairs }
  // Whom a merge ended with has two keys as well.
  const after = await standingKeys(databases, [...new Set(ends.values())], started, tries - 1)
  const merged = [...ends].map(([key, end]) => [key, after.keys.get(end) ?? end] as const)
  return { rotation, keys: new Map([...own, ...merged]), pairs: new Map([...pairs, ...after.pairs]) }
}

/**
 * The same of the two keys of each customer alone: a merge says of whom it was said, whoever they are now.
 * @throws DatabaseUnavailable
 */
export async function pairedKeys(
  databases: Databases,
  keys: readonly string[],
  started: Rotation,
): Promise<Standing> {
  const groups = [...byDatabase(databases, keys, (key) => key)]
  const found = await Promise.all(groups.map(([db, some]) => db.batch([openIn(db), pairsOf(db, some)])))
  return standingBy(found, started)
}

const openIn = (db: Database) =>
  db
    .select({ id: keyRotation.id, state: keyRotation.state })
    .from(keyRotation)
    .where(ne(keyRotation.state, 'done'))

type Found = readonly [
  open: readonly { id: string; state: string }[],
  pairs: readonly { oldKey: string; newKey: string }[],
  ...unknown[],
]

/** Over, or being finished, a change has rows under new keys. */
function standingBy(found: readonly Found[], started: Rotation): Standing {
  const open = found.flatMap(([rows]) => rows) as Rotation[]
  const rotation = found.length === 0 ? started : furthest(open)
  const pairs = found.flatMap(([, rows]) => rows.map(({ oldKey, newKey }) => [oldKey, newKey] as const))
  const sides = pairs.map(([old, fresh]) =>
    rotation?.state === 'running' ? ([fresh, old] as const) : ([old, fresh] as const),
  )
  return { rotation, keys: new Map(sides), pairs: new Map(pairs) }
}
