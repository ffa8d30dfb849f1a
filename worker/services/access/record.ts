import { sql } from 'drizzle-orm'
import { access, auditCustomer } from '../../../db/schema/tables.ts'
import { textOfLook } from '../audit/texts.ts'
import type { Database, Statement } from '../database.ts'
import { digestOf } from '../playbook/current.ts'
import { type Commitment, commitTo } from './commitment.ts'

/** Who looks, and at what. */
export interface Looking {
  agent: { subject: string; teams: readonly string[] }
  /** ISO time. */
  at: string
  action: AccessAction
  /** Whom they see; may repeat, and may be nobody. */
  customerKeys: readonly string[]
  /** Ids and codes; nothing of a customer. */
  detail: string
}

/** What is told of in the access log. */
export type AccessAction =
  | 'decision.read'
  | 'view.read'
  | 'events.read'
  | 'preview.read'
  | 'numbers.resolve'
  | 'results.own'
  | 'audit.read'
  | 'audit.export'

/**
 * Statements that write one line of the access log; they go along in the batch that reads. Rows hold commitments;
 * which customer is behind them stands apart and is what an erasure takes away.
 */
export async function recordAccess(db: Database, looking: Looking): Promise<[Statement, ...Statement[]]> {
  const { agent, at, action, customerKeys, detail } = looking
  const customers = await Promise.all([...new Set(customerKeys)].map(commitTo))
  const row = {
    ...{ at, action, detail },
    agent: agent.subject,
    team: agent.teams[0] ?? '',
    origin: db.origin,
    customers: JSON.stringify(customers.map(({ commitment }) => commitment)),
  }
  const written = db.insert(access).values({ ...row, hash: await digestOf(textOfLook(row)) })
  return customers.length > 0 ? [written, keepCustomers(db, customers)] : [written]
}

/** Values stand in the order of the table's columns; many rows are one bound value. */
export const keepCustomers = (db: Database, customers: readonly Commitment[]) =>
  db.insert(auditCustomer).select(sql`select value ->> 'commitment', value ->> 'customerKey', value ->> 'salt'
    from json_each(${JSON.stringify(customers)}) where true`)
