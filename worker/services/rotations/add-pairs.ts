import { eq, inArray, or, sql } from 'drizzle-orm'
import { customer, keyPair, keyRotation } from '../../../db/schema/tables.ts'
import type { KeyPair, KeyPairReceipt } from '../../contract/rotation.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { digestOfContent, entryAfter } from '../audit/entry.ts'
import { type Database, rowsOf } from '../database.ts'
import { byDatabase, type Databases } from '../databases.ts'
import { everyCustomers } from '../over-customers.ts'
import { BucketElsewhere } from '../placement/elsewhere.ts'
import { retried } from '../retried.ts'
import { bringTogether } from './bring-together.ts'
import { judgePairs } from './judge.ts'
import { noSuchRotation, notRunning } from './refusals.ts'

/**
 * Takes which old key and which new key are one customer's, each once however often it is sent. What contradicts a pair
 * that is here is refused by itself and named by its line; the rest stands. A pair stands in the database of either key.
 * What came under the new key before its pair goes under the old one, where the rest of the customer stands.
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
  const seen = await everyCustomers(databases, (db) => seenIn(db, id, pairs))
  const there = seen.flatMap((one) => one.there)
  const { sound, fresh, refused } = judgePairs(
    pairs,
    there,
    inOneLoad(
      pairs,
      seen.flatMap((one) => one.loads),
    ),
  )
  const stored = new Set(await addHome(databases, id, sound, { by, at }))
  const strays = sound.map(({ old, new: fresh }) => ({ from: fresh, to: old }))
  await bringTogether(databases, strays, at)
  const news = fresh.filter(({ old }) => stored.has(old)).length
  return { stored: news, known: sound.length - news, refused }
}

interface Adding {
  by: string
  at: string
}

/** Adds each pair where either key belongs; those of a bucket that has moved go where it is. @returns old keys of what was new */
async function addHome(
  databases: Databases,
  id: string,
  pairs: readonly KeyPair[],
  adding: Adding,
  tries = 3,
): Promise<string[]> {
  const items = pairs.flatMap((pair) => [pair.old, pair.new].map((key) => ({ key, pair })))
  const stored: string[] = []
  for (const [db, some] of byDatabase(databases, items, ({ key }) => key)) {
    const own = [...new Set(some.map(({ pair }) => pair))]
    try {
      stored.push(...(await addIn(db, id, own, adding)))
    } catch (error) {
      if (!(error instanceof BucketElsewhere) || tries === 0) throw error
      await databases.renew()
      stored.push(...(await addHome(databases, id, own, adding, tries - 1)))
    }
  }
  return stored
}

/** Those of the pairs that this database lacks, with an entry of its chain. @returns old keys of those */
function addIn(db: Database, id: string, pairs: readonly KeyPair[], { by, at }: Adding): Promise<string[]> {
  return retried(async () => {
    const [[rotation], there, [last]] = await db.batch([
      db.select().from(keyRotation).where(eq(keyRotation.id, id)),
      touching(db, pairs),
      lastEntry(db),
    ])
    if (!rotation) throw noSuchRotation(id)
    if (rotation.state !== 'running') throw notRunning(id)
    const { fresh } = judgePairs(pairs, there, new Set())
    if (fresh.length === 0) return []
    const entry = await entryAfter(last, {
      ...{ at, actor: by, action: 'rotation.pairs', subject: `rotation/${id}` },
      ...{ detail: `${fresh.length} pairs`, before: '', after: await digestOfContent(fresh) },
      origin: db.origin,
    })
    await db.batch([insert(db, id, fresh), addEntry(db, entry)])
    return fresh.map(({ old }) => old)
  })
}

async function seenIn(db: Database, id: string, pairs: readonly KeyPair[]) {
  const [there, loads] = await db.batch([touching(db, pairs), loadsOf(db, id, pairs)])
  return { there, loads }
}

/** Pairs that have any of these keys on either side. */
function touching(db: Database, pairs: readonly KeyPair[]) {
  const among = keysIn(pairs)
  return db
    .select({ oldKey: keyPair.oldKey, newKey: keyPair.newKey })
    .from(keyPair)
    .where(or(inArray(keyPair.oldKey, among), inArray(keyPair.newKey, among)))
}

const keysIn = (pairs: readonly KeyPair[]) =>
  sql`(select value from json_each(${JSON.stringify(pairs.flatMap(({ old, new: fresh }) => [old, fresh]))}))`

/** In which loads there are facts of these keys, but for those whose first facts came in during this change. */
const loadsOf = (db: Database, id: string, pairs: readonly KeyPair[]) =>
  rowsOf<{ key: string; load: string }>(
    db,
    ['key', 'load'],
    sql`select key, load_id as load from ${customer} where key in ${keysIn(pairs)} and came_in is not ${id}`,
  )

/**
 * Places of pairs whose keys both have facts in one load. A load is made under one secret: these are two customers. What
 * comes into a live load while keys are being changed may be under either.
 */
function inOneLoad(
  pairs: readonly KeyPair[],
  rows: readonly { key: string; load: string }[],
): ReadonlySet<number> {
  const loads = Map.groupBy(rows, ({ key }) => key)
  const of = (key: string) => (loads.get(key) ?? []).map(({ load }) => load)
  return new Set(
    pairs.flatMap((pair, at) => (of(pair.old).some((load) => of(pair.new).includes(load)) ? [at] : [])),
  )
}

const insert = (db: Database, id: string, pairs: readonly KeyPair[]) =>
  db.insert(keyPair).select(sql`select value ->> 'old', value ->> 'new', ${id}
    from json_each(${JSON.stringify(pairs)}) where true`)
