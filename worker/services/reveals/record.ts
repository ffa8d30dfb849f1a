import { sql } from 'drizzle-orm'
import { access, auditCustomer } from '../../../db/schema/tables.ts'
import type { Reveal, RevealReceipt } from '../../contract/reveal.ts'
import { commitTo } from '../access/commitment.ts'
import type { Looking } from '../access/record.ts'
import { textOfLook } from '../audit/texts.ts'
import type { Database } from '../database.ts'
import { byDatabase, type Databases } from '../databases.ts'
import { firstOfEach } from '../first-of-each.ts'
import { digestOf } from '../playbook/current.ts'

/** A browser keeps what it could not send for no longer (`retentionDays` of policy): what is older is not sent again. Milliseconds. */
const LONGEST_KEPT = 365 * 86_400_000

/**
 * Puts into the access log what an agent has held in the clear on a page or in the side panel: what kind of thing, on
 * which screen, of which customer, when; never the value. Each stands beside its customer, and where none was known with
 * the bank's own. A reveal that is there already changes nothing, so the same batch may be sent again.
 * @throws DatabaseUnavailable; then not all are stored
 */
export async function recordReveals(
  databases: Databases,
  reveals: Reveal[],
  agent: Looking['agent'],
  now: string,
): Promise<RevealReceipt> {
  const first = firstOfEach(reveals)
  const known = first.filter(({ customerKey }) => customerKey)
  const homes = [...byDatabase(databases, known, ({ customerKey }) => customerKey ?? '')]
  await Promise.all(homes.map(([db, those]) => store(db, those, agent, now)))
  const others = first.filter(({ customerKey }) => !customerKey)
  if (others.length > 0) await store(databases.playbook, others, agent, now)
  return { stored: first.map(({ id }) => id) }
}

async function store(db: Database, reveals: readonly Reveal[], agent: Looking['agent'], now: string) {
  const looks = await Promise.all(reveals.map((reveal) => lookOf(db, reveal, agent, now)))
  const since = new Date(Date.parse(now) - LONGEST_KEPT).toISOString()
  const fresh = sql`from json_each(${JSON.stringify(looks)}) where not exists (
    select 1 from ${access} where agent = ${agent.subject} and at >= ${since}
      and action = 'page.reveal' and detail ->> 'id' = value ->> 'id')`
  await db.batch([
    // Before the log itself: afterwards none would be new.
    db
      .insert(auditCustomer)
      .select(
        sql`select value ->> 'commitment', value ->> 'customerKey', value ->> 'salt' ${fresh} and value ->> 'commitment' is not null`,
      ),
    db.insert(access).select(
      sql`select null, value ->> 'at', value ->> 'agent', value ->> 'team', value ->> 'action', value ->> 'origin',
        value ->> 'customers', value ->> 'detail', value ->> 'hash' ${fresh}`,
    ),
  ])
}

/** A line of the log and the commitment it holds, where the customer was known. */
async function lookOf(
  db: Database,
  { id, kind, screen, customerKey, at }: Reveal,
  { subject, teams }: Looking['agent'],
  now: string,
) {
  const kept = customerKey ? await commitTo(customerKey) : null
  const row = {
    at: new Date(Math.min(Date.parse(at), Date.parse(now))).toISOString(),
    ...{ agent: subject, team: teams[0] ?? '', action: 'page.reveal', origin: db.origin },
    customers: JSON.stringify(kept ? [kept.commitment] : []),
    detail: JSON.stringify({ id, kind, screen }),
  }
  return { id, ...row, ...kept, hash: await digestOf(textOfLook(row)) }
}
