import { gt } from 'drizzle-orm'
import { signOut } from '../../../db/schema/tables.ts'
import type { Database } from '../database.ts'

/** How long what the database said is taken for granted: a request in ten seconds pays for the look. Milliseconds. */
const KNOWN_MS = 10_000
/** No token that the edge accepts lives longer; what was ended before that is of no interest. Milliseconds. */
export const LONGEST_MS = 86_400_000

let known: { at: number; ended: Map<string, number> } | null = null

/** Somebody was signed out in this isolate: the next request looks again. */
export function forgetEnded(): void {
  known = null
}

/**
 * True where the sessions of a person were ended after their token was made.
 * @throws DatabaseUnavailable
 */
export async function isEnded(
  db: Database,
  { subject, issued }: { subject: string; issued: number },
  now: number,
): Promise<boolean> {
  if (!known || Math.abs(now - known.at) >= KNOWN_MS) {
    const since = new Date(now - LONGEST_MS).toISOString()
    const [rows] = await db.batch([db.select().from(signOut).where(gt(signOut.at, since))])
    known = { at: now, ended: new Map(rows.map((row) => [row.subject, Date.parse(row.at)])) }
  }
  return issued < (known.ended.get(subject) ?? Number.NEGATIVE_INFINITY)
}
