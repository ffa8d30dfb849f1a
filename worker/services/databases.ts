import { customerBindings, type Env } from '../env.ts'
import { type Database, openDatabase } from './database.ts'
import { bucketOf } from './placement/bucket.ts'
import { following } from './placement/following.ts'
import { Placing } from './placement/placing.ts'

/**
 * Where records stand: the playbook with its changes and their audit chain in one database, customers with all that is
 * theirs, and the chain of it, in the database of their key.
 */
export interface Databases {
  readonly playbook: Database
  /** Every database of customers. */
  readonly customers: readonly Database[]
  /** The one that holds this customer, wherever that moves. */
  of(customerKey: string): Database
  /** Its name: keys of one name stand together. */
  nameOf(customerKey: string): string
  /** The one that holds all of these, which stand together. */
  together(customerKeys: readonly string[]): Database
  /** Reads where customers stand, unless that is known. @throws DatabaseUnavailable */
  ready(): Promise<void>
  /** Reads it anew. @throws DatabaseUnavailable */
  renew(): Promise<void>
}

const placings = new WeakMap<object, Placing>()

/** One for all requests of an isolate. */
function placingOf(env: Env): Placing {
  const known = placings.get(env.PLAYBOOK)
  if (known) return known
  const placing = new Placing(env.PLAYBOOK, customerBindings(env))
  placings.set(env.PLAYBOOK, placing)
  return placing
}

/**
 * Opens the databases of this deployment.
 * @param spent told the milliseconds of every round trip
 * @param origin address of the caller
 */
export function databasesOf(env: Env, spent?: (ms: number) => void, origin?: string): Databases {
  return openDatabases(placingOf(env), openDatabase(env.PLAYBOOK, spent, origin), spent, origin)
}

function openDatabases(
  placing: Placing,
  playbook: Database,
  spent?: (ms: number) => void,
  origin?: string,
): Databases {
  const together = (keys: readonly string[]) =>
    following(placing, [...new Set(keys.map(bucketOf))], spent, origin)
  return {
    playbook,
    customers: [...placing.named].map(([name, binding]) => openDatabase(binding, spent, origin, name)),
    of: (key) => together([key]),
    nameOf: (key) => placing.nameOf(key),
    together,
    ready: () => placing.ready(),
    renew: () => placing.renew(),
  }
}

/** Everything in one database, which nothing ever leaves. */
export const oneDatabase = (db: Database): Databases => ({
  ...{ playbook: db, customers: [db] },
  ...{ of: () => db, nameOf: () => '', together: () => db },
  ...{ ready: async () => {}, renew: async () => {} },
})

/** What is asked of several customers, by the database that holds them. */
export function byDatabase<T>(
  databases: Databases,
  items: readonly T[],
  keyOf: (item: T) => string,
): Map<Database, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const name = databases.nameOf(keyOf(item))
    const group = groups.get(name)
    if (group) group.push(item)
    else groups.set(name, [item])
  }
  return new Map([...groups.values()].map((group) => [databases.together(group.map(keyOf)), group]))
}
