import { sql } from 'drizzle-orm'
import { conversion, outcome } from '../../../db/schema/tables.ts'
import type { Conversion, ConversionReceipt } from '../../contract/results.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { digestOfContent, entryAfter } from '../audit/entry.ts'
import { finalsIn, SENT, SENT_CUSTOMER, sentWithFinals } from '../customers/finals.ts'
import { type Database, rowsOf } from '../database.ts'
import { byDatabase, type Databases } from '../databases.ts'
import { firstOfEach } from '../first-of-each.ts'
import { everyCustomers } from '../over-customers.ts'
import { currentVersion, withContent } from '../playbook/current.ts'
import { retried } from '../retried.ts'
import { eitherKey } from '../rotations/aliases.ts'

/** How far a bank's clock may run ahead. Milliseconds. */
const AHEAD = 5 * 60_000

/**
 * Stores what the bank reports, each id once for ever and the first as it stands. Refused by itself is what cannot be:
 * a tip that is not in the playbook in force and that the customer never had, a time ahead. Each stands in the database
 * of its customer; an id that any database has is known.
 * @param by subject of the token it came with
 * @throws NoPlaybook, DatabaseUnavailable; then the same batch may be sent again
 */
export async function recordConversions(
  databases: Databases,
  conversions: readonly Conversion[],
  by: string,
  now: Date,
): Promise<ConversionReceipt> {
  const first = firstOfEach(conversions)
  const [[[current]], found] = await Promise.all([
    databases.playbook.batch([currentVersion(databases.playbook)]),
    everyCustomers(databases, (db) =>
      db.batch([hadBefore(db, first), knownAmong(db, first), finalsIn(db, keysOf(first))]),
    ),
  ])
  const { compiled } = await withContent(databases.playbook, current)
  const known = new Set(found.flatMap(([had]) => had.map(({ id }) => id)))
  const there = new Set(found.flatMap(([, rows]) => rows.map(({ id }) => id)))
  const why = ({ id, tipId, at }: Conversion) => {
    if (Date.parse(at) > now.getTime() + AHEAD) return '"at" is more than 5 minutes ahead'
    return compiled.tipsById.has(tipId) || known.has(id)
      ? null
      : `there is no tip ${tipId}, nor had the customer one`
  }
  const judged = first.map((one) => ({ one, why: why(one) }))
  const sound = judged.flatMap((each) => (each.why === null ? [each.one] : []))
  const refused = judged.flatMap((each) => (each.why === null ? [] : [{ id: each.one.id, why: each.why }]))
  const ends = new Map(found.flatMap(([, , finals]) => finals.map(({ old, key }) => [old, key] as const)))
  const fresh = sound
    .filter(({ id }) => !there.has(id))
    .map((one) => ({ ...one, customerKey: ends.get(one.customerKey) ?? one.customerKey }))
  const homes = byDatabase(databases, fresh, ({ customerKey }) => customerKey)
  const rows = await Promise.all([...homes].map(([db, those]) => store(db, those, by, now.toISOString())))
  const stored = rows.flat().length
  return { stored, known: sound.length - stored, refused }
}

/** What is new of a batch, with one audit entry for all of it. */
function store(db: Database, sound: readonly Conversion[], by: string, at: string) {
  return retried(async () => {
    const [[last]] = await db.batch([lastEntry(db)])
    const entry = await entryAfter(last, {
      ...{ at, actor: by, action: 'conversions.report', subject: 'conversions' },
      detail: `${sound.length} reported`,
      before: '',
      after: await digestOfContent(sound),
      origin: db.origin,
    })
    const [rows] = await db.batch([insertNew(db, sound, by, at), addEntry(db, entry)])
    return rows
  })
}

const keysOf = (conversions: readonly Conversion[]) => conversions.map(({ customerKey }) => customerKey)

/** Those of a tip with which something was done at the customer, whatever playbook it was in. */
function hadBefore(db: Database, conversions: readonly Conversion[]) {
  return rowsOf<{ id: string }>(
    db,
    ['id'],
    sql`
    with recursive ${sentWithFinals(JSON.stringify(conversions))},
      said(id, tip, whom) as (
        select value ->> 'id', value ->> 'tipId', ${SENT_CUSTOMER} from ${SENT})
    select id from said where exists (
      select 1 from ${outcome} o where o.customer_key in ${eitherKey(sql`said.whom`)} and o.subject_id = said.tip
        and o.subject = 'tip')`,
  )
}

const knownAmong = (db: Database, conversions: readonly Conversion[]) =>
  rowsOf<{ id: string }>(
    db,
    ['id'],
    sql`select id from ${conversion} where id in (
      select value from json_each(${JSON.stringify(conversions.map(({ id }) => id))}))`,
  )

/** Those of customers who were merged meanwhile too are under the ones they are now. Values stand in the order of the table's columns. */
function insertNew(db: Database, conversions: readonly Conversion[], by: string, at: string) {
  const rows = JSON.stringify(conversions.map((one) => ({ ...one, at: new Date(one.at).toISOString() })))
  const values = sql`with recursive ${sentWithFinals(rows)}
    select value ->> 'id', ${SENT_CUSTOMER}, value ->> 'tipId', value ->> 'at', ${by}, ${at}
    from ${SENT} where true`
  return db.insert(conversion).select(values).onConflictDoNothing().returning({ id: conversion.id })
}
