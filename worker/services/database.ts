import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'

/** A D1 binding, as far as it is used here: statements are prepared and go out in batches. */
export interface Binding {
  prepare(query: string): unknown
  batch(statements: unknown[]): Promise<unknown[]>
}

/** Services speak to D1 in batches only: one round trip, one transaction. */
export type Database = Pick<DrizzleD1Database, 'select' | 'batch' | 'run' | 'all'>

/** D1 did not answer, or refused a statement. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable'
}

/**
 * Opens a D1 binding.
 * @param spent told the milliseconds of every round trip
 * @throws DatabaseUnavailable from every batch that fails
 */
export function openDatabase(binding: Binding, spent: (ms: number) => void = () => {}): Database {
  const batch = async (statements: unknown[]) => {
    const start = performance.now()
    try {
      return await binding.batch(statements)
    } catch (cause) {
      throw new DatabaseUnavailable('D1 failed', { cause })
    } finally {
      spent(performance.now() - start)
    }
  }
  return drizzle({ prepare: (query: string) => binding.prepare(query), batch })
}
