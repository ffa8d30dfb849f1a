import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { generateSample } from '../../../db/sample/generate.ts'
import { makeEvents } from '../ingest/events.ts'

const MIGRATIONS = join(import.meta.dirname, '../../../db/migrations')
const AT = '2026-11-26T08:15:30.123Z'
const LOAD = 'core/2026-11'

/** What one row of a table takes in the file with its share of every index, and how many rows D1 bills for writing it. */
export interface RowSize {
  bytes: number
  /** One, and one for each index. */
  written: number
}

/** Tables of which a bank has many rows. */
export const TABLES = [
  'customer',
  'event',
  'identifier',
  'fact_change',
  'dirty_customer',
  'segmentation_member',
  'outcome',
  'access',
  'audit_customer',
  'audit',
  'access_segment',
] as const
export type Table = (typeof TABLES)[number]

type Row = (string | number | null)[]

const hex = (text: string, digits = 64) => createHash('sha256').update(text).digest('hex').slice(0, digits)
const keyOf = (i: number) => hex(`customer ${i}`)
const uuid = (text: string) => hex(text, 32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
const agentOf = (i: number) => `agent-${String(i % 50_000).padStart(6, '0')}`
const originsOf = (facts: object) =>
  Object.fromEntries(Object.keys(facts).map((name) => [name, { at: AT, source: 'core', rule: 'given' }]))

/** Rows in the order of the table's columns, as the edge writes them; keys in the order in which they come, by chance. */
const ROWS: Record<Table, (count: number) => Row[]> = {
  customer: (count) =>
    generateSample('scale', count, AT.slice(0, 10)).map(({ facts }, i) => [
      ...[keyOf(i), LOAD, JSON.stringify(facts), AT, JSON.stringify(originsOf(facts))],
      ...[null, JSON.stringify({ [LOAD]: 1 })],
    ]),
  event: (count) =>
    makeEvents(count, 7).map((one) => [
      ...[LOAD, one.id, one.customerKey, `${one.at}T08:15:30.000Z`, one.channel, one.kind, one.amount],
      JSON.stringify(one.detail),
    ]),
  identifier: (count) =>
    times(count, (i) => [
      LOAD,
      hex(`number ${i}`),
      keyOf(i % (count / 4)),
      'account',
      'owner',
      1,
      'core',
      AT,
    ]),
  fact_change: (count) =>
    times(count, (i) => [
      ...[keyOf(i % (count / 4)), `deposit_balance_${i % 9}`, AT, '1234567', '2345678', 'core', AT, 'core'],
    ]),
  dirty_customer: (count) => times(count, (i) => [LOAD, keyOf(i), AT]),
  segmentation_member: (count) => times(count, (i) => [1, keyOf(i), 'champions', '{"r":5,"f":4,"m":5}']),
  outcome: (count) =>
    times(count, (i) => [
      ...[uuid(`outcome ${i}`), keyOf(i % (count / 4)), 12, 'tip', 'deposit-maturity', 'dismissed'],
      ...['not-now', null, AT, agentOf(i * 7919), AT, 'team-0042', 'affluent'],
    ]),
  access: (count) =>
    times(count, (i) => [
      ...[i + 1, AT, agentOf(i * 7919), 'team-0042', 'decision.read', '203.0.113.17'],
      ...[JSON.stringify([hex(`commitment ${i}`)]), 'phone inbound', hex(`line ${i}`)],
    ]),
  audit_customer: (count) =>
    times(count, (i) => [hex(`commitment ${i}`), keyOf(i % (count / 4)), hex(`salt ${i}`, 32)]),
  audit: (count) =>
    times(count, (i) => [
      ...[i + 1, hex(`prev ${i}`), AT, null, 'access.seal', `access/${i}`, `access/${i * 8}-${i * 8 + 7}`],
      ...['', hex(`after ${i}`), '', hex(`entry ${i}`)],
    ]),
  access_segment: (count) =>
    times(count, (i) => [i + 1, i * 8, i * 8 + 7, hex(`segment ${i}`), AT, AT, null]),
}

function times(count: number, rowOf: (i: number) => Row): Row[] {
  return Array.from({ length: count }, (_, i) => rowOf(i))
}

/** Fills a SQLite file that has the project's own tables and reads from it what a row of each takes. */
export function measureRows(count: number): Record<Table, RowSize> {
  const dir = mkdtempSync(join(tmpdir(), 'fineline-scale-'))
  const db = new DatabaseSync(join(dir, 'rows.db'))
  try {
    for (const name of readdirSync(MIGRATIONS)
      .filter((one) => one.endsWith('.sql'))
      .sort())
      db.exec(readFileSync(join(MIGRATIONS, name), 'utf8'))
    return Object.fromEntries(TABLES.map((table) => [table, measure(db, table, count)])) as never
  } finally {
    db.close()
    rmSync(dir, { recursive: true })
  }
}

function measure(db: DatabaseSync, table: Table, count: number): RowSize {
  const rows = ROWS[table](count)
  const insert = db.prepare(`INSERT INTO ${table} VALUES (${rows[0]?.map(() => '?').join()})`)
  db.exec('BEGIN')
  for (const row of rows) insert.run(...row)
  db.exec('COMMIT')
  const { bytes, trees } = db
    .prepare(
      `SELECT sum(pgsize) AS bytes, count(DISTINCT name) AS trees FROM dbstat
      WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name = ?)`,
    )
    .get(table) as { bytes: number; trees: number }
  return { bytes: Math.round(bytes / rows.length), written: trees }
}
