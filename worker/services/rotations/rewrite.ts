import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import {
  auditCustomer,
  customerMove,
  keyPair,
  keyRotation,
  legalHold,
  objection,
  segmentationMember,
} from '../../../db/schema/tables.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { entryAfter } from '../audit/entry.ts'
import { CUSTOMER_TABLES } from '../customers/tables.ts'
import { type Building, type Database, rowsOf, runSql, type Sql, sqlOf } from '../database.ts'
import { STEP_TAKEN, StepTaken, taking } from '../placement/moving/refusing.ts'
import { retried } from '../retried.ts'
import { apart } from './apart.ts'
import { dueAgain } from './due-again.ts'
import { meeting } from './meeting.ts'

/** Rows of one table rewritten in one batch at most. */
const AT_ONCE = 5000

const TABLES = Object.values(CUSTOMER_TABLES)
const oldKeys = sql`(select ${keyPair.oldKey} from ${keyPair})`

/**
 * One bounded batch of the rotation that is being finished in this database; broken off anywhere, the next one goes on.
 * While it runs a customer is found under either key, whichever rows are rewritten already.
 * @param atOnce rows of each table
 * @returns whether there is more to do
 * @throws DatabaseUnavailable
 */
export async function rewriteKeys(db: Database, at: string, atOnce = AT_ONCE): Promise<boolean> {
  return (await rewriteSome(db, at, atOnce)) || endRotation(db, at)
}

const finishing = (db: Database) =>
  db.select({ id: keyRotation.id }).from(keyRotation).where(eq(keyRotation.state, 'finishing'))

/**
 * The same but for the end.
 * @returns whether anything was rewritten; false: nothing stands under an old key
 * @throws DatabaseUnavailable
 */
export async function rewriteSome(db: Database, at: string, atOnce = AT_ONCE): Promise<boolean> {
  const [[rotation]] = await db.batch([finishing(db)])
  if (!rotation) return false
  const [first = [], ...rest] = await db.batch([
    idsIn(db, TABLES[0] as Of, atOnce),
    ...TABLES.slice(1).map((of) => idsIn(db, of, atOnce)),
  ])
  const found: Found[][] = [first, ...(rest as Found[][])]
  const statements = TABLES.flatMap((of, n) => rewriting(db, of, found[n] ?? [], at))
  if (statements.length === 0) return false
  await runSql(db, statements)
  return true
}

/** Tables whose rows go where their customer belongs; commitments stay with their log, moves and holds stand everywhere. */
const STAYING: readonly SQLiteTable[] = [auditCustomer, customerMove, legalHold]
const GOING = TABLES.filter(({ table }) => !STAYING.includes(table))

const strangeKeys = sql`(select ${keyPair.oldKey} as key from ${keyPair} where ${apart(sql`${keyPair.newKey}`)}
  union all select ${keyPair.newKey} from ${keyPair} where ${apart(sql`${keyPair.newKey}`)})`

/** Fails, and its batch with it, while rows are here of customers who belong to another database. */
const nobodyApart = (db: Database) =>
  rowsOf<{ ok: number }>(
    db,
    ['ok'],
    sql`select json_extract('{}', iif(${sql.join(
      GOING.map(({ table, key }) => sql`exists (select 1 from ${table} where ${key} in ${strangeKeys})`),
      sql` or `,
    )}, ${STEP_TAKEN}, '$')) as ok`,
  )

/**
 * New keys, so many at most, under which rows were rewritten here of customers who belong to another database.
 * @throws DatabaseUnavailable
 */
export async function strangersIn(db: Database, most: number): Promise<string[]> {
  const some = sql.join(
    GOING.map(({ table, key }) => sql`exists (select 1 from ${table} where ${key} = p.new_key)`),
    sql` or `,
  )
  const [rows] = await db.batch([
    rowsOf<{ key: string }>(
      db,
      ['key'],
      sql`select p.new_key as key from ${keyPair} p where ${apart(sql`p.new_key`)} and (${some}) limit ${most}`,
    ),
  ])
  return rows.map(({ key }) => key)
}

type Of = (typeof TABLES)[number]
/** What tells a row of its table from the others. */
type Found = { id: number | string }

/** The one table that is kept in the order of its key has no numbers of rows. */
const rowOf = (table: Of['table']): SQL =>
  table === segmentationMember ? sql.raw("(run_id || '/' || customer_key)") : sql.raw('rowid')

const idsIn = (db: Database, { table, key }: Of, limit: number) =>
  rowsOf<Found>(
    db,
    ['id'],
    sql`select ${rowOf(table)} as id from ${table} where ${key} in ${oldKeys} limit ${limit}`,
  )

function rewriting(db: Database, of: Of, rows: readonly Found[], at: string): Sql[] {
  if (rows.length === 0) return []
  const ids = JSON.stringify(rows.map(({ id }) => id))
  return rewritingWhere(db, of, sql`${rowOf(of.table)} in (select value from json_each(${ids}))`, ids, at)
}

/**
 * Of a row that stands under the new key as well, one is left.
 * @param ids JSON list of those that `among` is true of; null: of all
 */
function rewritingWhere(db: Database, of: Of, among: SQL, ids: string | null, at: string): Sql[] {
  const { table, key, field } = of
  const set = { [field]: newKeyOf(sql`${key}`) }
  return [
    ...dueAgain(db, of, among, at).map(sqlOf),
    ...meeting(of, ids, at),
    ...freeing(db, of, among).map(sqlOf),
    sqlOf(
      db
        .update(table)
        .set(set as never)
        .where(and(among, inArray(key, oldKeys))),
    ),
  ]
}

const newKeyOf = (key: SQL) =>
  sql`(select ${keyPair.newKey} from ${keyPair} where ${keyPair.oldKey} = ${key})`

/** Takes away what would stand in the way: a row that is there under both keys, and of two objections the earlier. */
function freeing(db: Database, { table, key, beside }: Of, among: SQL): Building[] {
  if (beside) {
    const same = beside.map((column) => sql`n.${sql.identifier(column.name)} = ${column}`)
    return [
      db.delete(table).where(sql`${among} and exists (select 1 from ${table} n
        where n.${sql.identifier(key.name)} = ${newKeyOf(sql`${key}`)} and ${sql.join(same, sql` and `)})`),
    ]
  }
  if (table !== objection) return []
  const said = (of: string) => sql.raw(`coalesce(${of}.taken_back_at, ${of}.at)`)
  const other = sql`select 1 from objection other where other.customer_key = ${newKeyOf(sql`objection.customer_key`)}`
  return [
    db
      .delete(objection)
      .where(sql`${among} and exists (${other} and ${said('other')} >= ${said('objection')})`),
    db.delete(objection).where(sql`${objection.customerKey} in (select ${keyPair.newKey} from ${keyPair}
      where ${keyPair.oldKey} in (select customer_key from objection o where o.${among}))`),
  ]
}

/**
 * Ends a rotation that is being finished in this database. What came under an old key since the last batch is rewritten in
 * the one that ends it, but nothing of customers who belong to another database: while there is any, it does not end.
 * @returns whether there is more to do
 * @throws DatabaseUnavailable
 */
export function endRotation(db: Database, at: string): Promise<boolean> {
  return retried(async () => {
    const [[row], [last]] = await db.batch([
      db.select().from(keyRotation).where(eq(keyRotation.state, 'finishing')),
      lastEntry(db),
    ])
    if (!row) return false
    const { id } = row
    const entry = await entryAfter(last, {
      ...{
        at,
        actor: null,
        origin: '',
        action: 'rotation.done',
        subject: `rotation/${id}`,
        detail: row.newKeyId,
      },
      ...{ before: '', after: '' },
    })
    const ending = runSql(db, [
      sqlOf(nobodyApart(db)),
      sqlOf(addEntry(db, entry)),
      ...TABLES.flatMap((of) =>
        rewritingWhere(db, of, of.table === segmentationMember ? sql`true` : sql`rowid > 0`, null, at),
      ),
      sqlOf(db.delete(keyPair).where(eq(keyPair.rotationId, id))),
      sqlOf(db.update(keyRotation).set({ state: 'done', finishedAt: at }).where(eq(keyRotation.id, id))),
    ])
    return taking(ending).then(
      () => false,
      (error) => {
        if (error instanceof StepTaken) return true
        throw error
      },
    )
  })
}
