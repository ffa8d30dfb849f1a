import { sql } from 'drizzle-orm'
import { outcome } from '../../../db/schema/tables.ts'
import type { Outcome, OutcomeReceipt } from '../../contract/outcome.ts'
import type { Database } from '../database.ts'
import { judged } from '../playbook/judged.ts'
import { whyRefused } from './refusal.ts'

/** Who sent them, as the token says. */
interface Sender {
  subject: string
  teams: readonly string[]
}

/**
 * Stores outcomes, each id once for ever, in one statement. What could not have happened under the playbook version it
 * names is refused by itself; the rest stands.
 * @param agent whose token they came with
 * @param at ISO time of receipt
 * @throws DatabaseUnavailable; then nothing is stored, and the same batch may be sent again
 */
export async function recordOutcomes(
  db: Database,
  outcomes: Outcome[],
  agent: Sender,
  at: string,
): Promise<OutcomeReceipt> {
  const { sound, refused } = await judged(db, outcomes, (one, subjects) => whyRefused(one, subjects, at))
  const [rows] = await db.batch([insertNew(db, sound, agent, at)])
  const stored = rows.map(({ id }) => id)
  const known = sound.map(({ id }) => id).filter((id) => !stored.includes(id))
  return { stored, known, refused }
}

/** Values stand in the order of the table's columns. */
function insertNew(db: Database, outcomes: Outcome[], agent: Sender, at: string) {
  const rows = JSON.stringify(outcomes.map((one) => ({ ...one, at: new Date(one.at).toISOString() })))
  const values = sql`select value ->> 'id', value ->> 'customerKey', value ->> 'playbookVersion',
    value ->> 'subject', value ->> 'subjectId', value ->> 'kind', value ->> 'reasonId',
    value ->> 'reasonText', value ->> 'at', ${agent.subject}, ${at}, ${agent.teams[0] ?? ''},
    value ->> 'segmentId' from json_each(${rows}) where true`
  return db.insert(outcome).select(values).onConflictDoNothing().returning({ id: outcome.id })
}
