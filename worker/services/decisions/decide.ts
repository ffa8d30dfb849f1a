import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import { customer, dataset, load, objection, outcome } from '../../../db/schema/tables.ts'
import type { Facts } from '../../contract/catalogue.ts'
import type { Contact, Role } from '../../contract/context.ts'
import type { DecisionResponse } from '../../contract/decision.ts'
import type { Lineage } from '../../contract/lineage.ts'
import { agentWindow, LONGEST_WINDOW } from '../../decision/caps.ts'
import { decide } from '../../decision/decide.ts'
import { type Looking, recordAccess } from '../access/record.ts'
import type { Database } from '../database.ts'
import { freshFacts } from '../facts/fresh.ts'
import { currentVersion, lastPlaybook, withContent } from '../playbook/current.ts'
import { aliased, oneKey, pairsOf } from '../rotations/aliases.ts'
import { withSegments } from '../segmentation/in-facts.ts'
import { liveSegments } from '../segmentation/sql/live.ts'
import { movesOf } from './moves.ts'

/** Who asks, in which contact, and when. */
export interface Asking {
  agent: { subject: string; roles: readonly Role[]; teams: readonly string[] }
  contact?: Contact | undefined
  now: Date
}

/**
 * Decides for up to 100 customers with the current playbook, from one D1 batch, which also writes who asked for whom.
 * While keys are being changed a customer is the same under either.
 * @param keys may repeat; answers stand in the order asked, each under the key asked for
 * @throws NoPlaybook, DatabaseUnavailable
 */
export async function decideFor(db: Database, keys: string[], asking: Asking): Promise<DecisionResponse> {
  const { agent, contact, now } = asking
  const last = lastPlaybook()
  const window = last ? agentWindow(last) : LONGEST_WINDOW
  const [[published], customers, read, pairs, refusals, moves] = await db.batch([
    currentVersion(db),
    factsOf(db, keys),
    answersOf(db, keys, asking, window),
    pairsOf(db, keys),
    refusalsOf(db, keys),
    movesOf(db, aliased(keys)),
    ...(await recordAccess(db, lookingAt(keys, asking))),
  ])
  const { version, publishedAt, compiled } = await withContent(db, published)
  const needed = agentWindow(compiled.playbook)
  const given = needed > window ? await answersOf(db, keys, asking, needed) : read
  const one = oneKey(pairs)
  const answers = given.map((each) => ({ ...each, customerKey: one(each.customerKey) }))
  const byKey = new Map(customers.map((row) => [one(row.key), row]))
  const refusedAt = new Map(refusals.map(({ customerKey, at }) => [one(customerKey), at]))
  const decisions = keys.map((askedKey) => {
    const customerKey = one(askedKey)
    const moved = moves.filter(({ key }) => one(key) === customerKey)
    const to = moved.find((move) => move.to !== null)?.to
    if (to) return { customerKey: askedKey, status: 'moved' as const, to }
    const known = byKey.get(customerKey)
    if (!known) return { customerKey: askedKey, status: 'unknown-customer' as const }
    const asOf = known.asOf ?? now.toISOString()
    const kept = {
      facts: withSegments(JSON.parse(known.facts) as Facts, known.segments),
      lineage: JSON.parse(known.lineage ?? 'null') as Lineage | null,
      factsAsOf: known.factsAsOf,
      splitAt: moved[0]?.splitAt,
    }
    const decision = decide(compiled, {
      customerKey,
      version,
      publishedAt,
      askedAt: now.toISOString(),
      agent,
      contact,
      ...freshFacts({ ...kept, asOf }, compiled.playbook.catalogue),
      factsAsOf: known.factsAsOf,
      asOf,
      historical: known.asOf !== null,
      currency: known.currency,
      refusedAt: refusedAt.get(customerKey),
      outcomes: answers.filter((each) => each.customerKey === customerKey || each.agent === agent.subject),
    })
    return { ...decision, customerKey: askedKey }
  })
  return { playbookVersion: version, decisions }
}

const lookingAt = (keys: string[], { agent, contact, now }: Asking): Looking => ({
  agent,
  at: now.toISOString(),
  action: 'decision.read',
  customerKeys: keys,
  detail: [contact?.channel, contact?.direction].filter(Boolean).join(' '),
})

/** Which of them refuse targeted tips, and since when. */
export const refusalsOf = (db: Database, keys: string[]) =>
  db
    .select({ customerKey: objection.customerKey, at: objection.at })
    .from(objection)
    .where(and(inArray(objection.customerKey, aliased(keys)), isNull(objection.takenBackAt)))

/** Facts in the live loads, with the groups of the live runs. A key in several datasets comes once each, the load that finished last at the end. */
function factsOf(db: Database, keys: string[]) {
  const { key, facts, factsAsOf, lineage } = customer
  return db
    .select({
      ...{ key, facts, factsAsOf, lineage, asOf: dataset.asOf, currency: dataset.currency },
      segments: liveSegments(sql`${key}`),
    })
    .from(customer)
    .innerJoin(dataset, eq(dataset.liveLoad, customer.loadId))
    .innerJoin(load, eq(load.id, dataset.liveLoad))
    .where(inArray(key, aliased(keys)))
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
          and(inArray(customerKey, aliased(keys)), within(LONGEST_WINDOW)),
          and(eq(outcome.agent, agent.subject), within(Math.max(agentDays, 1 / 24))),
        ),
        eq(subject, 'tip'),
        inArray(kind, ['accepted', 'deferred', 'dismissed', 'prompted']),
      ),
    )
}
