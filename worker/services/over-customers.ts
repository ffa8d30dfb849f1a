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
