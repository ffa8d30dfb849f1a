import { getTableColumns, getTableName } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import {
  agentAnswer,
  auditCustomer,
  customerMove,
  dataset,
  keyPair,
  keyRotation,
  legalHold,
  load,
  segmentationRun,
} from '../../../../db/schema/tables.ts'
import { CUSTOMER_TABLES } from '../../customers/tables.ts'

/** A table whose rows go with a bucket, by its name in SQL. */
export interface MovedTable {
  name: string
  /** Name of the column that says whose a row is. */
  key: string
  /** Names of all columns, in order. */
  columns: readonly string[]
}

const columnsOf = (table: SQLiteTable) => Object.values(getTableColumns(table)).map(({ name }) => `"${name}"`)

const moved = ({ table, key }: { table: SQLiteTable; key: SQLiteColumn }): MovedTable => ({
  name: getTableName(table),
  key: `"${key.name}"`,
  columns: columnsOf(table),
})

/** Who became whom and whose records are held stands in every database; who looked at whom stays with its log. */
const STAY: readonly SQLiteTable[] = [customerMove, legalHold, auditCustomer, keyPair]

export const MOVED: readonly MovedTable[] = [
  ...Object.values(CUSTOMER_TABLES).filter(({ table }) => !STAY.includes(table)),
  { table: agentAnswer, key: agentAnswer.home },
].map(moved)

/** What every database of customers has the same of, in an order in which a database that joins may take it. */
export const COMMON = [load, dataset, customerMove, legalHold, segmentationRun, keyRotation].map((table) => ({
  name: getTableName(table),
  columns: columnsOf(table),
}))

/** The one of that name. */
export function movedTable(name: string): MovedTable {
  const found = MOVED.find((one) => one.name === name)
  if (!found) throw new Error(`${name} is no table that moves`)
  return found
}
