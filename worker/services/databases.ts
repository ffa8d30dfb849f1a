import type { Database } from './database.ts'

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
