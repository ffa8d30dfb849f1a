import type { Database } from './database.ts'
import type { Databases } from './databases.ts'

/**
 * Asks every database of customers the same queries at once.
 * @param ask one batch
 * @returns query by query the rows of all; what is one row in each comes once for each
 */
export async function overCustomers<Rows extends readonly (readonly unknown[])[]>(
  { customers }: Pick<Databases, 'customers'>,
  ask: (db: Database) => Promise<Rows>,
): Promise<Rows> {
  const found = await Promise.all(customers.map(ask))
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
  { customers }: Pick<Databases, 'customers'>,
  most: number,
  ask: (db: Database, most: number) => Promise<readonly Row[]>,
): Promise<{ rows: Row[]; more: boolean }> {
  const share = Math.ceil(most / customers.length)
  const found = await Promise.all(customers.map((db) => ask(db, share)))
  const ends = found.flatMap((rows) => (rows.length < share ? [] : [rows.at(-1)?.key ?? '']))
  const until = ends.length > 0 ? ends.reduce((a, b) => (a < b ? a : b)) : null
  const rows = found.flat().filter(({ key }) => until === null || key <= until)
  return { rows: rows.toSorted((a, b) => (a.key < b.key ? -1 : 1)), more: until !== null }
}
