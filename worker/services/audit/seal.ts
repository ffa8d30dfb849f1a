import { desc, inArray } from 'drizzle-orm'
import { audit, auditSegment } from '../../../db/schema/tables.ts'
import type { Database } from '../database.ts'
import { digestOf } from '../playbook/current.ts'
import { retried } from '../retried.ts'
import { addEntry, lastEntry } from './append.ts'
import { entryAfter } from './entry.ts'
import { segmentSubject, textOfSegment } from './texts.ts'

/** Entries of one segment at most. */
export const SEGMENT_ENTRIES = 10_000

/**
 * Closes a stretch of the chain: when its first entry is of an earlier day (UTC), or when it has ten thousand. What was
 * closed can be dropped as a whole, later.
 * @returns how many entries were sealed; 0: it is not yet time
 * @throws DatabaseUnavailable
 */
export function sealChain(db: Database, at: string): Promise<number> {
  return retried(async () => {
    const [[before], [last]] = await db.batch([lastSegment(db), lastEntry(db)])
    const firstSequence = (before?.lastSequence ?? 0) + 1
    if (!last || last.sequence < firstSequence) return 0
    const lastSequence = Math.min(last.sequence, firstSequence + SEGMENT_ENTRIES - 1)
    const ends = await endsOf(db, firstSequence, lastSequence)
    const length = lastSequence - firstSequence + 1
    if (length < SEGMENT_ENTRIES && ends.first.at.slice(0, 10) >= at.slice(0, 10)) return 0
    const segment = {
      ...{ id: (before?.id ?? 0) + 1, firstSequence, lastSequence, sealedAt: at },
      firstPrev: ends.first.prev,
      lastHash: ends.last.hash,
      lastAt: ends.last.at,
    }
    const entry = await entryAfter(last, {
      ...{ at, actor: null, origin: '', action: 'audit.seal', subject: segmentSubject(segment.id) },
      detail: `audit/${firstSequence}-${lastSequence}`,
      before: '',
      after: await digestOf(textOfSegment(segment)),
    })
    await db.batch([db.insert(auditSegment).values(segment), addEntry(db, entry)])
    return length
  })
}

const lastSegment = (db: Database) => db.select().from(auditSegment).orderBy(desc(auditSegment.id)).limit(1)

async function endsOf(db: Database, from: number, until: number) {
  const [entries] = await db.batch([
    db
      .select()
      .from(audit)
      .where(inArray(audit.sequence, [from, until])),
  ])
  const [first, last] = [from, until].map((sequence) => entries.find((one) => one.sequence === sequence))
  if (!first || !last) throw new Error('the audit chain has a gap')
  return { first, last }
}
