import { and, asc, eq, gt, inArray, or, sql } from 'drizzle-orm'
import { customer, dataset, load, outcome } from '../../../db/schema/tables.ts'
import type { Facts } from '../../contract/catalogue.ts'
import type { Contact, Role } from '../../contract/context.ts'
import type { DecisionResponse } from '../../contract/decision.ts'
import { agentWindow, LONGEST_WINDOW } from '../../decision/caps.ts'
import { decide } from '../../decision/decide.ts'
import type { Database } from '../database.ts'
import { currentVersion, lastPlaybook, withContent } from '../playbook/current.ts'
import { withSegments } from '../segmentation/in-facts.ts'
import { liveSegments } from '../segmentation/sql/live.ts'

/** Who asks, in which contact, and when. */
export interface Asking {
  agent: { subject: string; roles: readonly Role[]; teams: readonly string[] }
  contact?: Contact | undefined
  now: Date
}

/**
 * Decides for up to 100 customers with the current playbook, from one D1 batch.
 * @param keys may repeat; answers stand in the order asked
 * @throws NoPlaybook, DatabaseUnavailable
 */
export async function decideFor(db: Database, keys: string[], asking: Asking): Promise<DecisionResponse> {
  const { agent, contact, now } = asking
  const last = lastPlaybook()
  const window = last ? agentWindow(last) : LONGEST_WINDOW
  const [[published], customers, read] = await db.batch([
    currentVersion(db),
    factsOf(db, keys),
    answersOf(db, keys, asking, window),
  ])
  const { version, publishedAt, compiled } = await withContent(db, published)
  const needed = agentWindow(compiled.playbook)
  const answers = needed > window ? await answersOf(db, keys, asking, needed) : read
  const byKey = new Map(customers.map((row) => [row.key, row]))
  const decisions = keys.map((customerKey) => {
    const known = byKey.get(customerKey)
    if (!known) return { customerKey, status: 'unknown-customer' as const }
    return decide(compiled, {
      customerKey,
      version,
      publishedAt,
      askedAt: now.toISOString(),
      agent,
      contact,
      facts: withSegments(JSON.parse(known.facts) as Facts, known.segments),
      factsAsOf: known.factsAsOf,
      asOf: known.asOf ?? now.toISOString(),
      historical: known.asOf !== null,
      currency: known.currency,
      outcomes: answers.filter((one) => one.customerKey === customerKey || one.agent === agent.subject),
    })
  })
  return { playbookVersion: version, decisions }
}

/** Many keys are one bound value: D1 takes no more than a hundred of those. */
const among = (keys: string[]) => sql`(select value from json_each(${JSON.stringify(keys)}))`

/** Facts in the live loads, with the groups of the live runs. A key in several datasets comes once each, the load that finished last at the end. */
function factsOf(db: Database, keys: string[]) {
  const { key, facts, factsAsOf } = customer
  return db
    .select({
      ...{ key, facts, factsAsOf, asOf: dataset.asOf, currency: dataset.currency },
      segments: liveSegments(sql`${key}`),
    })
    .from(customer)
    .innerJoin(dataset, eq(dataset.liveLoad, customer.loadId))
    .innerJoin(load, eq(load.id, dataset.liveLoad))
    .where(inArray(key, among(keys)))
    .orderBy(asc(load.finishedAt))
}

/**
 * What was done with tips: with these customers by anybody within the longest window; by this agent with anybody within
 * `agentDays`, and the hour of the interruption budget: an agent gives thousands of answers a year.
 * A browser clock that runs ahead must not hold a cap for longer.
 */
function answersOf(db: Database, keys: string[], { agent, now }: Asking, agentDays: number) {
  const { customerKey, subject, subjectId, kind } = outcome
  const at = sql<string>`min(${outcome.at}, ${outcome.receivedAt})`
  const within = (days: number) =>
    gt(outcome.receivedAt, new Date(now.getTime() - days * 86_400_000).toISOString())
  return db
    .select({ customerKey, subject, subjectId, kind, agent: outcome.agent, at })
    .from(outcome)
    .where(
      and(
        or(
          and(inArray(customerKey, among(keys)), within(LONGEST_WINDOW)),
          and(eq(outcome.agent, agent.subject), within(Math.max(agentDays, 1 / 24))),
        ),
        eq(subject, 'tip'),
        inArray(kind, ['accepted', 'deferred', 'dismissed', 'prompted']),
      ),
    )
}
