import { type Database, runSql } from '../database.ts'
import { byDatabase, type Databases } from '../databases.ts'
import { bucketOf } from '../placement/bucket.ts'
import { only, StepTaken, taking } from '../placement/moving/refusing.ts'
import { type Parcel, parcelsOf } from '../placement/moving/rows.ts'
import { MOVED, movedTable } from '../placement/moving/tables.ts'
import { arrive } from './arrive.ts'

/** Customers whose rows go over in one batch. */
const AT_ONCE = 50

const TABLES = MOVED.filter(({ name }) => name !== 'agent_answer')

/**
 * Takes what a database has of customers who belong to another one there: where a customer's key changed, it was written
 * under the new one where the old one stood. It is put together there first and taken out here after, row by row as it
 * was read, so that a stop in between leaves what the next time puts together and takes out again.
 * @param now ISO time
 * @param areOne as `arrive` has it
 * @throws DatabaseUnavailable
 */
export async function relocate(
  databases: Databases,
  from: Database,
  keys: readonly string[],
  now: string,
  areOne = false,
): Promise<void> {
  const strangers = [...new Set(keys)].filter((key) => databases.nameOf(key) !== from.name)
  for (let at = 0; at < strangers.length; at += AT_ONCE) {
    const some = strangers.slice(at, at + AT_ONCE)
    for (const [home, own] of byDatabase(databases, some, (key) => key))
      await take(from, home, own, now, areOne)
  }
}

async function take(
  from: Database,
  home: Database,
  keys: readonly string[],
  now: string,
  areOne: boolean,
): Promise<void> {
  const parcels = await parcelsOf(
    from,
    TABLES.map(({ name }) => ({ name, keys })),
  )
  if (parcels.every(({ rows }) => rows.length === 0)) return
  await arrive(home, keys, parcels, now, areOne)
  // A bucket that has come here meanwhile brought its customers home: nothing is to be taken out any more.
  const buckets = JSON.stringify(keys.map(bucketOf))
  const strange = 'NOT EXISTS (SELECT 1 FROM bucket WHERE id IN (SELECT value FROM json_each(?1)))'
  const left = taking(runSql(from, [only(strange, [buckets]), ...parcels.flatMap(leaving)]))
  await left.catch((error) => {
    if (!(error instanceof StepTaken)) throw error
  })
}

/** What changed since it was read stays for the next time. */
function leaving({ name, keys, rows }: Parcel) {
  if (rows.length === 0) return []
  const { key, columns } = movedTable(name)
  const text = `DELETE FROM "${name}" WHERE ${key} IN (SELECT value FROM json_each(?1))
    AND json_array(${columns.join()}) IN (SELECT value FROM json_each(?2))`
  return [{ text, values: [JSON.stringify(keys), JSON.stringify(rows.map(({ row }) => row))] }]
}
