import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { customer, dataset, load, outcome } from '../../../db/schema/tables.ts'
import type { Facts } from '../../contract/catalogue.ts'
import type { DecisionResponse } from '../../contract/decision.ts'
import { decide } from '../../decision/decide.ts'
import type { Database } from '../database.ts'
import { currentVersion, withContent } from '../playbook/current.ts'

/**
 * Decides for up to 100 customers with the current playbook, from one D1 batch.
 * @param keys may repeat; answers stand in the order asked
 * @throws NoPlaybook, DatabaseUnavailable
 */
export async function decideFor(db: Database, keys: string[], now: Date): Promise<DecisionResponse> {
  const [[published], customers, answers] = await db.batch([
    currentVersion(db),
    factsOf(db, keys),
    answersOf(db, keys),
  ])
  const { version, compiled } = await withContent(db, published)
  const byKey = new Map(customers.map((row) => [row.key, row]))
  const decisions = keys.map((customerKey) => {
    const known = byKey.get(customerKey)
    if (!known) return { customerKey, status: 'unknown-customer' as const }
    return decide(compiled, {
      customerKey,
      version,
      facts: JSON.parse(known.facts) as Facts,
      factsAsOf: known.factsAsOf,
      asOf: known.asOf ?? now.toISOString(),
      historical: known.asOf !== null,
      currency: known.currency,
      outcomes: answers.filter((answer) => answer.customerKey === customerKey),
    })
  })
  return { playbookVersion: version, decisions }
}

/** Many keys are one bound value: D1 takes no more than a hundred of those. */
const among = (keys: string[]) => sql`(select value from json_each(${JSON.stringify(keys)}))`

/** Facts in the live loads. A key in several datasets comes once each, the load that finished last at the end. */
function factsOf(db: Database, keys: string[]) {
  const { key, facts, factsAsOf } = customer
  return db
    .select({ key, facts, factsAsOf, asOf: dataset.asOf, currency: dataset.currency })
    .from(customer)
    .innerJoin(dataset, eq(dataset.liveLoad, customer.loadId))
    .innerJoin(load, eq(load.id, dataset.liveLoad))
    .where(inArray(key, among(keys)))
    .orderBy(asc(load.finishedAt))
}

/** Answers to tips, for the caps. A browser clock that runs ahead must not hold a cap for longer. */
function answersOf(db: Database, keys: string[]) {
  const { customerKey, subject, subjectId, kind } = outcome
  const at = sql<string>`min(${outcome.at}, ${outcome.receivedAt})`
  return db
    .select({ customerKey, subject, subjectId, kind, at })
    .from(outcome)
    .where(
      and(
        inArray(customerKey, among(keys)),
        eq(subject, 'tip'),
        inArray(kind, ['accepted', 'deferred', 'dismissed']),
      ),
    )
}
