import { sql } from 'drizzle-orm'
import { outcome } from '../../../db/schema/tables.ts'
import type { Outcome, OutcomeReceipt } from '../../contract/outcome.ts'
import { scanIdentifiers } from '../../decision/scan.ts'
import type { Database } from '../database.ts'

type Refusal = OutcomeReceipt['refused'][number]

/**
 * Stores outcomes, each id once for ever, in one statement.
 * @param agent subject of the token they came with
 * @param at ISO time of receipt
 * @throws DatabaseUnavailable; then nothing is stored, and the same batch may be sent again
 */
export async function recordOutcomes(
  db: Database,
  outcomes: Outcome[],
  agent: string,
  at: string,
): Promise<OutcomeReceipt> {
  const first = [...new Map(outcomes.toReversed().map((one) => [one.id, one])).values()].toReversed()
  const refused = first.flatMap(refusal)
  const sound = first.filter(({ id }) => !refused.some((one) => one.id === id))
  const [rows] = await db.batch([insertNew(db, sound, agent, at)])
  const stored = rows.map(({ id }) => id)
  const known = sound.map(({ id }) => id).filter((id) => !stored.includes(id))
  return { stored, known, refused }
}

/** Why an outcome can never be stored. The sentence holds nothing of what the agent wrote. */
function refusal({ id, kind, reasonId, reasonText }: Outcome): Refusal[] {
  const needsReason = kind === 'dismissed' || kind === 'overridden'
  if (needsReason && !reasonId) return [{ id, why: `"${kind}" needs a reasonId` }]
  const found = reasonText ? scanIdentifiers(reasonText) : []
  if (found.length === 0) return []
  return [{ id, why: 'reasonText holds what may identify a customer; take it out and send a new outcome' }]
}

/** Values stand in the order of the table's columns. */
function insertNew(db: Database, outcomes: Outcome[], agent: string, at: string) {
  const rows = JSON.stringify(outcomes.map((one) => ({ ...one, at: new Date(one.at).toISOString() })))
  const values = sql`select value ->> 'id', value ->> 'customerKey', value ->> 'playbookVersion',
    value ->> 'subject', value ->> 'subjectId', value ->> 'kind', value ->> 'reasonId',
    value ->> 'reasonText', value ->> 'at', ${agent}, ${at} from json_each(${rows}) where true`
  return db.insert(outcome).select(values).onConflictDoNothing().returning({ id: outcome.id })
}
