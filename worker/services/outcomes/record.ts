import { sql } from 'drizzle-orm'
import { agentAnswer, outcome } from '../../../db/schema/tables.ts'
import type { Outcome, OutcomeReceipt } from '../../contract/outcome.ts'
import type { Database, Statement } from '../database.ts'
import { byDatabase, type Databases } from '../databases.ts'
import { COUNTED, homeOf } from '../decisions/read.ts'
import { BucketElsewhere } from '../placement/elsewhere.ts'
import { judged } from '../playbook/judged.ts'
import { whyRefused } from './refusal.ts'

/** Who sent them, as the token says. */
interface Sender {
  subject: string
  teams: readonly string[]
}

/**
 * Stores outcomes, each id once for ever, in one statement a database, and what caps of the agent count in the database
 * of the agent's own bucket. What could not have happened under the playbook version it names is refused by itself; the
 * rest stands.
 * @param agent whose token they came with
 * @param at ISO time of receipt
 * @throws DatabaseUnavailable; then the same batch is to be sent again, and nothing of it is stored twice
 */
export async function recordOutcomes(
  databases: Databases,
  outcomes: Outcome[],
  agent: Sender,
  at: string,
): Promise<OutcomeReceipt> {
  const { sound, refused } = await judged(databases.playbook, outcomes, (one, subjects) =>
    whyRefused(one, subjects, at),
  )
  const rows = sound.map((one) => ({ ...one, at: new Date(one.at).toISOString() }))
  const stored = await storeAll(databases, rows, agent, at, await homeOf(agent.subject))
  const known = sound.map(({ id }) => id).filter((id) => !stored.has(id))
  return { stored: sound.map(({ id }) => id).filter((id) => stored.has(id)), known, refused }
}

/** Where the agent's own bucket is in a database that is written to anyway, it is the same transaction. */
async function storeAll(
  databases: Databases,
  rows: Outcome[],
  agent: Sender,
  at: string,
  home: string,
): Promise<Set<string>> {
  const answers = rows.filter(isCounted)
  const items = [
    ...rows.map((row) => ({ key: row.customerKey, row })),
    ...(answers.length > 0 ? [{ key: home, row: null }] : []),
  ]
  const store = async (db: Database, some: typeof items): Promise<string[]> => {
    const own = some.flatMap(({ row }) => row ?? [])
    const kept = some.length > own.length ? [insertAnswers(db, answers, agent.subject, at, home)] : []
    const [ids] = await db.batch([insertNew(db, own, agent, at), ...(kept as Statement[])])
    return ids.map(({ id }) => id)
  }
  const groups = [...byDatabase(databases, items, ({ key }) => key)]
  const stored = await Promise.all(
    groups.map(([db, some]) =>
      store(db, some).catch(async (error) => {
        if (!(error instanceof BucketElsewhere) || some.length === 1) throw error
        return (await Promise.all(some.map((one) => store(databases.of(one.key), [one])))).flat()
      }),
    ),
  )
  return new Set(stored.flat())
}

const isCounted = ({ subject, kind }: Outcome) =>
  subject === 'tip' && (COUNTED as readonly string[]).includes(kind)

/** Values stand in the order of the table's columns. */
function insertNew(db: Database, outcomes: Outcome[], agent: Sender, at: string) {
  const values = sql`select value ->> 'id', value ->> 'customerKey', value ->> 'playbookVersion',
    value ->> 'subject', value ->> 'subjectId', value ->> 'kind', value ->> 'reasonId',
    value ->> 'reasonText', value ->> 'at', ${agent.subject}, ${at}, ${agent.teams[0] ?? ''},
    value ->> 'segmentId' from json_each(${JSON.stringify(outcomes)}) where true`
  return db.insert(outcome).select(values).onConflictDoNothing().returning({ id: outcome.id })
}

/** Values stand in the order of the table's columns. */
function insertAnswers(db: Database, answers: Outcome[], agent: string, at: string, home: string) {
  const values = sql`select value ->> 'id', ${agent}, ${home}, value ->> 'subjectId', value ->> 'kind',
    min(value ->> 'at', ${at}), ${at} from json_each(${JSON.stringify(answers)}) where true`
  return db.insert(agentAnswer).select(values).onConflictDoNothing()
}
