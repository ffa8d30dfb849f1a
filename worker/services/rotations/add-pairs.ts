import { eq, inArray, or, sql } from 'drizzle-orm'
import { customer, keyPair, keyRotation } from '../../../db/schema/tables.ts'
import type { KeyPair, KeyPairReceipt } from '../../contract/rotation.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { digestOfContent, entryAfter } from '../audit/entry.ts'
import { type Database, rowsOf } from '../database.ts'
import { byDatabase, type Databases } from '../databases.ts'
import { retried } from '../retried.ts'
import { noSuchRotation, notRunning } from './refusals.ts'

/**
 * Takes which old key and which new key are one customer's, each once however often it is sent. What contradicts a pair
 * that is here is refused by itself and named by its line; the rest stands. Each stands beside its customer.
 * @throws Refused, DatabaseUnavailable; then the same batch may be sent again
 */
export async function addPairs(
  databases: Databases,
  id: string,
  pairs: readonly KeyPair[],
  by: string,
  at: string,
): Promise<KeyPairReceipt> {
  const { playbook } = databases
  const [[head]] = await playbook.batch([playbook.select().from(keyRotation).where(eq(keyRotation.id, id))])
  if (!head) throw noSuchRotation(id)
  if (head.state !== 'running') throw notRunning(id)
  const lines = pairs.map((pair, at) => ({ ...pair, line: at + 1 }))
  const apart = lines.filter(({ old, new: fresh }) => databases.nameOf(old) !== databases.nameOf(fresh))
  const homes = byDatabase(
    databases,
    lines.filter((one) => !apart.includes(one)),
    ({ old }) => old,
  )
  const receipts = await Promise.all([...homes].map(([db, those]) => addIn(db, id, those, by, at)))
  const sum = (of: 'stored' | 'known') => receipts.reduce((all, one) => all + one[of], 0)
  const refused = [
    ...apart.map(({ line }) => ({ line, why: APART })),
    ...receipts.flatMap((one) => one.refused),
  ]
  return {
    stored: sum('stored'),
    known: sum('known'),
    refused: refused.toSorted((a, b) => a.line - b.line),
  }
}

const APART = 'the two keys belong to different databases: a customer cannot go there by a change of keys yet'

type Line = KeyPair & { line: number }

function addIn(
  db: Database,
  id: string,
  pairs: readonly Line[],
  by: string,
  at: string,
): Promise<KeyPairReceipt> {
  return retried(async () => {
    const [[rotation], there, both, [last]] = await db.batch([
      db.select().from(keyRotation).where(eq(keyRotation.id, id)),
      touching(db, pairs),
      bothInOneLoad(db, pairs),
      lastEntry(db),
    ])
    if (!rotation) throw noSuchRotation(id)
    if (rotation.state !== 'running') throw notRunning(id)
    const { fresh, known, refused } = judge(pairs, there, new Set(both.map(({ at }) => at)))
    if (fresh.length > 0) {
      const entry = await entryAfter(last, {
        ...{
          at,
          actor: by,
          action: 'rotation.pairs',
          subject: `rotation/${id}`,
          detail: `${fresh.length} pairs`,
        },
        ...{ before: '', after: await digestOfContent(fresh), origin: db.origin },
      })
      await db.batch([insert(db, id, fresh), addEntry(db, entry)])
    }
    return { stored: fresh.length, known, refused }
  })
}

type Row = Pick<typeof keyPair.$inferSelect, 'oldKey' | 'newKey'>

/** Pairs that have any of these keys on either side. */
function touching(db: Database, pairs: readonly KeyPair[]) {
  const keys = JSON.stringify(pairs.flatMap(({ old, new: fresh }) => [old, fresh]))
  const among = sql`(select value from json_each(${keys}))`
  return db
    .select({ oldKey: keyPair.oldKey, newKey: keyPair.newKey })
    .from(keyPair)
    .where(or(inArray(keyPair.oldKey, among), inArray(keyPair.newKey, among)))
}

/** Places of pairs whose keys both have facts in one load. A load is made under one secret: these are two customers. */
const bothInOneLoad = (db: Database, pairs: readonly KeyPair[]) =>
  rowsOf<{ at: number }>(
    db,
    ['at'],
    sql`select p.key as at from json_each(${JSON.stringify(pairs)}) p where exists (
      select 1 from ${customer} o cross join ${customer} n on n.key = p.value ->> 'new' and n.load_id = o.load_id
      where o.key = p.value ->> 'old')`,
  )

function judge(pairs: readonly Line[], there: readonly Row[], both: ReadonlySet<number>) {
  const newOf = new Map(there.map(({ oldKey, newKey }) => [oldKey, newKey]))
  const oldOf = new Map(there.map(({ oldKey, newKey }) => [newKey, oldKey]))
  const [fresh, refused]: [KeyPair[], KeyPairReceipt['refused']] = [[], []]
  let known = 0
  for (const [at, pair] of pairs.entries()) {
    const why = both.has(at) ? TWO : contradiction(pair, newOf, oldOf)
    if (why) refused.push({ line: pair.line, why })
    else if (newOf.get(pair.old) === pair.new) known += 1
    else {
      fresh.push({ old: pair.old, new: pair.new })
      newOf.set(pair.old, pair.new)
      oldOf.set(pair.new, pair.old)
    }
  }
  return { fresh, known, refused }
}

const TWO = 'both keys have facts in one load: they are two customers'

function contradiction(
  { old, new: fresh }: KeyPair,
  newOf: ReadonlyMap<string, string>,
  oldOf: ReadonlyMap<string, string>,
): string | null {
  if (old === fresh) return 'the old key and the new one are the same'
  if ((newOf.get(old) ?? fresh) !== fresh) return 'the old key has another new key already'
  if ((oldOf.get(fresh) ?? old) !== old) return 'the new key has another old key already'
  if (newOf.has(fresh)) return 'the new key is the old key of another pair'
  return oldOf.has(old) ? 'the old key is the new key of another pair' : null
}

const insert = (db: Database, id: string, pairs: readonly KeyPair[]) =>
  db.insert(keyPair).select(sql`select value ->> 'old', value ->> 'new', ${id}
    from json_each(${JSON.stringify(pairs)}) where true`)
