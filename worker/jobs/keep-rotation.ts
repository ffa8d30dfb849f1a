import { relocate } from '../services/customers/relocate.ts'
import type { Database } from '../services/database.ts'
import type { Databases } from '../services/databases.ts'
import { endRotation, rewriteKeys, rewriteSome, strangersIn } from '../services/rotations/rewrite.ts'
import { sharePairs } from '../services/rotations/share-pairs.ts'
import { isOver, spreadRotation } from '../services/rotations/spread.ts'

/** Batches of one database in one minute at most, and customers that go over in one; the next minute goes on. */
const BATCHES = 40
const CUSTOMERS = 500

/**
 * Goes on with a change of keys that is being finished, in every database: rows are rewritten where they are, then go
 * where their new key belongs. Pairs are forgotten when nothing is on its way any more, and the bank's own database is
 * done when all others are.
 * @throws DatabaseUnavailable; the next minute tries again
 */
export async function keepRotation(databases: Databases, at: string): Promise<void> {
  const { playbook, customers } = databases
  const state = await spreadRotation(databases, at)
  if (state === null) return
  await sharePairs(databases)
  if (state === 'running') return
  await databases.renew()
  const settled: boolean[] = []
  for (const db of customers) settled.push(await settle(databases, db, at))
  if (!settled.every(Boolean)) return
  for (const db of customers) await endRotation(db, at)
  const over = await Promise.all(customers.map(isOver))
  if (over.every(Boolean)) await rewriteKeys(playbook, at)
}

/** @returns whether nothing stands under an old key here, and nothing of customers who belong elsewhere */
async function settle(databases: Databases, db: Database, at: string): Promise<boolean> {
  for (let batch = 0; batch < BATCHES; batch += 1) {
    if (await rewriteSome(db, at)) continue
    const strangers = await strangersIn(db, CUSTOMERS)
    if (strangers.length === 0) return true
    await relocate(databases, db, strangers, at, true)
  }
  return false
}
