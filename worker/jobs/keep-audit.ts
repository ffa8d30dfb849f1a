import { sealAccess } from '../services/access/seal.ts'
import { anchorChain } from '../services/audit/anchor.ts'
import { append } from '../services/audit/append.ts'
import { CHAINS, type ChainNoted, textOfChains } from '../services/audit/chains.ts'
import { sealChain } from '../services/audit/seal.ts'
import type { Database } from '../services/database.ts'
import type { Databases } from '../services/databases.ts'
import { everyDatabase } from '../services/every-database.ts'
import { logFailure } from './log-failure.ts'

/** Segments closed in one minute at most; the next minute goes on. */
const AT_ONCE = 30

/**
 * Seals new lines of each access log and what is due of each chain; once an hour writes the ends of the chains into the
 * log, where the bank's own monitoring keeps what nobody at the database can change. Those of customers' databases also
 * stand in the bank's chain: a database that is left out of an export is missed. One that fails does not hold up the others.
 * @throws DatabaseUnavailable where the bank's own fails; the next minute tries again
 */
export async function keepAudit(databases: Databases, now: Date): Promise<void> {
  const { playbook } = databases
  const noted: ChainNoted[] = []
  for (const db of everyDatabase(databases)) {
    if (db === playbook) continue
    const end = await keep(db, now).catch((error) => logFailure(`audit of ${db.name}`, error))
    if (end) noted.push(end)
  }
  if (noted.length > 0) {
    const fact = { at: now.toISOString(), actor: null, action: CHAINS, subject: 'audit' }
    await append(playbook, { ...fact, detail: textOfChains(noted), before: '', after: '' })
  }
  await keep(playbook, now)
}

/** @returns the end of the chain where this hour had none yet */
async function keep(db: Database, now: Date): Promise<ChainNoted | null> {
  const at = now.toISOString()
  for (let times = 0; times < AT_ONCE && (await sealAccess(db, at)) > 0; ) times += 1
  for (let times = 0; times < AT_ONCE && (await sealChain(db, at)) > 0; ) times += 1
  const anchor = await anchorChain(db, now)
  if (!anchor) return null
  const database = db.name
  console.log(JSON.stringify({ time: at, level: 'info', work: 'audit anchor', database, anchor }))
  return { database, sequence: anchor.sequence, hash: anchor.hash }
}
