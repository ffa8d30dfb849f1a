import { customerBindings, type Env } from '../env.ts'
import { type Database, openDatabase } from './database.ts'

/**
 * Where records stand: the playbook with its changes and their audit chain in one database, customers with all that is
 * theirs, and the chain of it, in the database of their key.
 */
export interface Databases {
  readonly playbook: Database
  /** Every database of customers. */
  readonly customers: readonly Database[]
  /** The one that holds this customer. */
  of(customerKey: string): Database
}

/** How many digits of a customer key say where the customer stands. */
const DIGITS = 3

/**
 * Opens the databases of this deployment.
 * @param spent told the milliseconds of every round trip
 * @param origin address of the caller
 */
export function databasesOf(env: Env, spent?: (ms: number) => void, origin?: string): Databases {
  const customers = customerBindings(env).map(([name, binding]) => openDatabase(binding, spent, origin, name))
  const of = (customerKey: string): Database => {
    const bucket = Number.parseInt(customerKey.slice(0, DIGITS), 16) / 16 ** DIGITS
    return customers[Math.floor(bucket * customers.length)] as Database
  }
  return { playbook: openDatabase(env.PLAYBOOK, spent, origin), customers, of }
}

/** Everything in one database. */
export const oneDatabase = (db: Database): Databases => ({ playbook: db, customers: [db], of: () => db })

/** What is asked of several customers, by the database that holds them. */
export function byDatabase<T>(
  databases: Databases,
  items: readonly T[],
  keyOf: (item: T) => string,
): Map<Database, T[]> {
  const groups = new Map<Database, T[]>()
  for (const item of items) {
    const db = databases.of(keyOf(item))
    groups.set(db, [...(groups.get(db) ?? []), item])
  }
  return groups
}
