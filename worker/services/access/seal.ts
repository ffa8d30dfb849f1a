import { asc, desc, gt, sql } from 'drizzle-orm'
import { access, accessSegment } from '../../../db/schema/tables.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { entryAfter } from '../audit/entry.ts'
import { type AccessRow, accessSubject, textOfAccess, textOfAccessSegment } from '../audit/texts.ts'
import type { Database } from '../database.ts'
import { digestOf } from '../playbook/current.ts'
import { retried } from '../retried.ts'

/** Lines of one segment at most: what is wrong is named by its segment. */
const LINES = 1000

/**
 * Closes a stretch of the access log: its digest goes into the chain in the batch that writes the segment. Two at once
 * close one stretch each, or the same once.
 * @returns how many lines were sealed; 0: there were none to seal
 * @throws DatabaseUnavailable
 */
export function sealAccess(db: Database, at: string): Promise<number> {
  return retried(async () => {
    const [[before], rows, [last]] = await db.batch([
      db.select().from(accessSegment).orderBy(desc(accessSegment.id)).limit(1),
      unsealed(db),
      lastEntry(db),
    ])
    const [first, end] = [rows[0], rows.at(-1)]
    if (!first || !end) return 0
    const segment = {
      id: (before?.id ?? 0) + 1,
      firstSequence: first.sequence,
      lastSequence: end.sequence,
      digest: await digestOfAccess(rows),
      lastAt: end.at,
      sealedAt: at,
    }
    const entry = await entryAfter(last, {
      ...{ at, actor: null, origin: '', action: 'access.seal', subject: accessSubject(segment.id) },
      detail: `access/${first.sequence}-${end.sequence}`,
      before: '',
      after: await digestOf(textOfAccessSegment(segment)),
    })
    await db.batch([db.insert(accessSegment).values(segment), addEntry(db, entry)])
    return rows.length
  })
}

const unsealed = (db: Database) =>
  db
    .select()
    .from(access)
    .where(
      gt(
        access.sequence,
        sql`coalesce((select max(${accessSegment.lastSequence}) from ${accessSegment}), 0)`,
      ),
    )
    .orderBy(asc(access.sequence))
    .limit(LINES)

const digestOfAccess = (rows: readonly AccessRow[]) => digestOf(rows.map(textOfAccess).join(''))
