import { eq, type SQL, sql } from 'drizzle-orm'
import { access, accessSegment, audit, auditCustomer, auditSegment } from '../../../db/schema/tables.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { entryAfter } from '../audit/entry.ts'
import { accessSubject, segmentSubject } from '../audit/texts.ts'
import { type Database, rowsOf, type Statement } from '../database.ts'
import { heldKeys, isHeld } from '../holds/held.ts'
import { retried } from '../retried.ts'
import { daysOf, type SetRow } from './read.ts'

const DAY = 86_400_000

/** What is dropped as whole sealed segments, oldest first; what is held stops it there. */
const LOGS = {
  audit: {
    segments: auditSegment,
    rows: audit,
    action: 'audit.drop',
    subject: segmentSubject,
    digest: 'last_hash',
    names: (from: SQL, until: SQL) => sql`select substr(${audit.subject}, 10) from ${audit}
      where ${audit.sequence} between ${from} and ${until} and ${audit.subject} like 'customer/%'`,
  },
  access: {
    segments: accessSegment,
    rows: access,
    action: 'access.drop',
    subject: accessSubject,
    digest: 'digest',
    names: (from: SQL, until: SQL) => sql`select j.value from ${access}, json_each(${access.customers}) j
      where ${access.sequence} between ${from} and ${until}`,
  },
} as const

export type Log = keyof typeof LOGS

/**
 * Drops the oldest segment of a log that is past its time and not held: its rows, and which customers they were about. The
 * segment's row stays, and the chain says in the same batch that it was dropped: the rest still verifies.
 * @param set how long records are kept, as the bank has it
 * @returns whether one was dropped
 * @throws DatabaseUnavailable
 */
export function dropSegment(db: Database, log: Log, set: readonly SetRow[], now: Date): Promise<boolean> {
  const { segments, rows, action, subject, names } = LOGS[log]
  const at = now.toISOString()
  return retried(async () => {
    const before = new Date(now.getTime() - daysOf(set, log) * DAY).toISOString()
    const [[oldest], [last]] = await db.batch([oldestSegment(db, log), lastEntry(db)])
    if (!oldest || oldest.sealedAt >= before || oldest.held) return false
    const { id, firstSequence, lastSequence, digest } = oldest
    const entry = await entryAfter(last, {
      ...{
        at,
        actor: null,
        origin: '',
        action,
        subject: subject(id),
        detail: `${log}/${firstSequence}-${lastSequence}`,
      },
      ...{ before: digest, after: '' },
    })
    const dropped: Statement[] = [
      db.update(segments).set({ droppedAt: at }).where(eq(segments.id, id)),
      db
        .delete(auditCustomer)
        .where(sql`${auditCustomer.commitment} in (${names(sql`${firstSequence}`, sql`${lastSequence}`)})`),
      db.delete(rows).where(sql`${rows.sequence} between ${firstSequence} and ${lastSequence}`),
    ]
    await db.batch([addEntry(db, entry), ...dropped])
    return true
  })
}

interface Oldest {
  id: number
  firstSequence: number
  lastSequence: number
  sealedAt: string
  digest: string
  held: number
}

/**
 * The first segment not yet dropped; held by its class, or by a customer whom it is about. Its age is that of its seal,
 * which is the edge's: a line may bear a browser's time, and one that is put back must take none of the others away.
 */
function oldestSegment(db: Database, log: Log) {
  const { segments, digest, names } = LOGS[log]
  const ofHeld = sql`exists (select 1 from ${auditCustomer} c
    where c.commitment in (${names(sql`s.first_sequence`, sql`s.last_sequence`)})
      and c.customer_key in ${heldKeys(log)})`
  return rowsOf<Oldest>(
    db,
    ['id', 'firstSequence', 'lastSequence', 'sealedAt', 'digest', 'held'],
    sql`select s.id, s.first_sequence as firstSequence, s.last_sequence as lastSequence, s.sealed_at as sealedAt,
      s.${sql.identifier(digest)} as digest, (${isHeld(log)} or ${ofHeld}) as held
      from ${segments} s where s.dropped_at is null order by s.id limit 1`,
  )
}
