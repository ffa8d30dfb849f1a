import { signOut } from '../../../db/schema/tables.ts'
import type { SessionsEnded } from '../../contract/session.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { entryAfter } from '../audit/entry.ts'
import type { Database } from '../database.ts'
import { retried } from '../retried.ts'
import { forgetEnded } from './ended.ts'

/**
 * Ends every session of a person: tokens made before this moment are refused by this isolate at once, and by every
 * other within ten seconds.
 * @param by subject of the token that asked for it
 * @throws DatabaseUnavailable
 */
export async function endSessions(
  db: Database,
  subject: string,
  by: string,
  at: string,
): Promise<SessionsEnded> {
  const row = { subject, at, by }
  await retried(async () => {
    const [[last]] = await db.batch([lastEntry(db)])
    const entry = await entryAfter(last, {
      ...{ at, actor: by, action: 'sessions.end', subject: `person/${subject}`, detail: '' },
      ...{ before: '', after: '', origin: db.origin },
    })
    await db.batch([
      db.insert(signOut).values(row).onConflictDoUpdate({ target: signOut.subject, set: { at, by } }),
      addEntry(db, entry),
    ])
  })
  forgetEnded()
  return { subject, at }
}
