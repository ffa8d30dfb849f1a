import type { D1Database, D1Result } from '@cloudflare/workers-types'
import { type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'

/** A D1 binding, as far as it is used here: statements are prepared and go out in batches. */
export type Binding = Pick<D1Database, 'prepare' | 'batch'>

/** Services speak to D1 in batches only: one round trip, one transaction. */
export type Database = Pick<
  DrizzleD1Database,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'all' | 'batch'
> & {
  readonly $client: Binding
  /** Address of the caller this was opened for, as audit and access log keep it; empty: the edge itself. */
  readonly origin: string
  /** What its binding is called. */
  readonly name: string
}

/** One statement of a batch. */
export type Statement = BatchItem<'sqlite'>

/** D1 did not answer, or refused a statement. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable'
}

/** Another write was quicker: it holds a key that this one wanted. Nothing of the batch was written. */
export class KeyTaken extends DatabaseUnavailable {
  override name = 'KeyTaken'
}

/**
 * Opens a D1 binding.
 * @param spent told the milliseconds of every round trip
 * @param origin address of the caller
 * @param name of the binding
 * @throws DatabaseUnavailable from every batch that fails; KeyTaken where a key stood there already
 */
export function openDatabase(
  binding: Binding,
  spent: (ms: number) => void = () => {},
  origin = '',
  name = 'PLAYBOOK',
): Database {
  const batch: Binding['batch'] = async (statements) => {
    const start = performance.now()
    try {
      return await binding.batch(statements)
    } catch (cause) {
      if (cause instanceof DatabaseUnavailable) throw cause
      const Failure = isKeyTaken(cause) ? KeyTaken : DatabaseUnavailable
      throw new Failure('D1 failed', { cause })
    } finally {
      spent(performance.now() - start)
    }
  }
  const client: Binding = { prepare: (query) => binding.prepare(query), batch }
  return Object.assign(drizzle(client), { origin, name })
}

/** D1 tells SQLite's errors by their message alone. */
const isKeyTaken = (error: unknown) =>
  error instanceof Error && error.message.includes('UNIQUE constraint failed')

/** Whether the rows or a statement stopped a batch, and not D1 that did not answer. */
export const isOfRows = (error: unknown): boolean =>
  error instanceof DatabaseUnavailable && /SQLITE_(ERROR|TOOBIG)/.test(String(error.cause))

/** A statement in SQL, for what goes through whole sets of rows at a time. */
export interface Sql {
  text: string
  /** By `?1`, `?2`, … */
  values: readonly (string | number | null)[]
}

/** A statement of the query builder. */
export interface Building {
  toSQL(): { sql: string; params: unknown[] }
}

/** The same as text, to go along with others. */
export function sqlOf(statement: Building): Sql {
  const { sql: text, params } = statement.toSQL()
  return { text, values: params as Sql['values'] }
}

/**
 * Statements in one batch: all of them or none.
 * @returns what each of them gave
 */
export function runSql<Row = unknown>(db: Database, statements: readonly Sql[]): Promise<D1Result<Row>[]> {
  const prepared = statements.map(({ text, values }) => db.$client.prepare(text).bind(...values))
  return db.$client.batch<Row>(prepared)
}

/**
 * Rows of a query that is easier said in SQL, to go along in a batch: drizzle's own `all` carries no values there.
 * @param columns by the names that the query gives them
 */
export function rowsOf<Row extends object>(
  db: Database,
  columns: readonly (keyof Row & string)[],
  query: SQL,
) {
  const fields = Object.fromEntries(columns.map((name) => [name, sql`${sql.identifier(name)}`]))
  return db.select(fields as { [Name in keyof Row]: SQL<Row[Name]> }).from(sql`(${query})`)
}
