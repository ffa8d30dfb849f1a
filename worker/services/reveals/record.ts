import { sql } from 'drizzle-orm'
import { access, auditCustomer } from '../../../db/schema/tables.ts'
import type { Reveal, RevealReceipt } from '../../contract/reveal.ts'
import { commitTo } from '../audit/commit-customer.ts'
import type { Database } from '../database.ts'
import { firstOfEach } from '../first-of-each.ts'

/** A browser keeps what it could not send for no longer (`retentionDays` of policy): what is older is not sent again. Milliseconds. */
const LONGEST_KEPT = 365 * 86_400_000

/** Who looked, as the token says, and where the request came from. */
interface Looking {
  subject: string
  team: string
  origin: string
}

/**
 * Puts into the access log what an agent has held in the clear on a page or in the side panel: what kind of thing, on
 * which screen, of which customer, when; never the value. A reveal that is there already changes nothing, so the same batch may be sent
 * again.
 * @throws DatabaseUnavailable; then nothing is stored
 */
export async function recordReveals(
  db: Database,
  reveals: Reveal[],
  { subject, team, origin }: Looking,
  now: string,
): Promise<RevealReceipt> {
  const rows = await Promise.all(
    firstOfEach(reveals).map(async ({ id, kind, screen, customerKey, at }) => ({
      ...{ kind, screen, id },
      at: new Date(Math.min(Date.parse(at), Date.parse(now))).toISOString(),
      ...(customerKey ? await commitTo(customerKey) : { commitment: null, customerKey: null, salt: null }),
    })),
  )
  const json = JSON.stringify(rows)
  const since = new Date(Date.parse(now) - LONGEST_KEPT).toISOString()
  const fresh = sql`from json_each(${json}) where not exists (
    select 1 from ${access} where agent = ${subject} and at >= ${since}
      and action = 'page.reveal' and detail ->> 'id' = value ->> 'id')`
  await db.batch([
    // Before the log itself: afterwards none would be new.
    db
      .insert(auditCustomer)
      .select(
        sql`select value ->> 'commitment', value ->> 'customerKey', value ->> 'salt' ${fresh} and value ->> 'commitment' is not null`,
      ),
    db.insert(access).select(
      sql`select null, value ->> 'at', ${subject}, ${team}, 'page.reveal', ${origin},
        iif(value ->> 'commitment' is null, '[]', json_array(value ->> 'commitment')),
        json_object('id', value ->> 'id', 'kind', value ->> 'kind', 'screen', value ->> 'screen') ${fresh}`,
    ),
  ])
  return { stored: rows.map(({ id }) => id) }
}
