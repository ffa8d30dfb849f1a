import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { agentAnswer, customer, dataset, load, objection, outcome } from '../../../db/schema/tables.ts'
import type { Contact, Role } from '../../contract/context.ts'
import { LONGEST_WINDOW } from '../../decision/caps.ts'
import { type Looking, recordAccess } from '../access/record.ts'
import type { Database } from '../database.ts'
import { byDatabase, type Databases } from '../databases.ts'
import { saidFields } from '../facts/companions-sql.ts'
import { firstOfEach } from '../first-of-each.ts'
import { BucketElsewhere } from '../placement/elsewhere.ts'
import { currentVersion, digestOf } from '../playbook/current.ts'
import { aliased, pairsOf } from '../rotations/aliases.ts'
import { keysElsewhere } from '../rotations/homes.ts'
import { liveSegments } from '../segmentation/sql/live.ts'
import { movesOf } from './moves.ts'

/** Who asks, in which contact, and when. */
export interface Asking {
  agent: { subject: string; roles: readonly Role[]; teams: readonly string[] }
  contact?: Contact | undefined
  now: Date
}

/** What deciding rests on. */
export type Read = Awaited<ReturnType<typeof readIn>>

/**
 * All that deciding for these customers needs, from every database that holds some of them at the same moment, and what
 * the agent did with others from the database of the agent's own bucket.
 * @param agentDays how far back the agent's answers are read
 * @throws DatabaseUnavailable
 */
export async function readFor(
  databases: Databases,
  keys: string[],
  asking: Asking,
  agentDays: number,
): Promise<Read> {
  const home = await homeOf(asking.agent.subject)
  const read = await ask(databases, [...new Set([...keys, home])], (db, some) =>
    readIn(
      db,
      keys.filter((key) => some.includes(key)),
      asking,
      some.includes(home) ? agentDays : null,
    ),
  )
  const others = keysElsewhere(keys, read.pairs)
  if (others.length === 0) return read
  // While keys are being changed, what came under the other key stands where that belongs.
  return together([read, await ask(databases, others, (db, some) => readIn(db, some, asking, null))])
}

/** What an agent did within so many days, with whichever customer. */
export async function answersOfAgent(databases: Databases, { agent, now }: Asking, days: number) {
  const db = databases.of(await homeOf(agent.subject))
  const [rows] = await db.batch([agentAnswers(db, agent.subject, now, days)])
  return rows
}

/** The key by which it is said where an agent's answers stand. */
export const homeOf = digestOf

/** Asks where the keys stand; those of a database that they have just left, once more. */
async function ask(
  databases: Databases,
  keys: readonly string[],
  read: (db: Database, some: string[]) => Promise<Read>,
): Promise<Read> {
  const groups = [...byDatabase(databases, keys, (key) => key)]
  const parts = await Promise.all(
    groups.map(async ([db, some]) => {
      try {
        return await read(db, some)
      } catch (error) {
        if (!(error instanceof BucketElsewhere) || some.length === 1) throw error
        return together(await Promise.all(some.map((key) => read(databases.of(key), [key]))))
      }
    }),
  )
  return together(parts)
}

const together = (parts: readonly Read[]): Read => ({
  heads: parts.flatMap(({ heads }) => heads),
  customers: parts.flatMap(({ customers }) => customers),
  // On its way from one database to another an answer stands in both.
  answers: firstOfEach(parts.flatMap(({ answers }) => answers)),
  own: parts.flatMap(({ own }) => own),
  pairs: parts.flatMap(({ pairs }) => pairs),
  refusals: parts.flatMap(({ refusals }) => refusals),
  moves: parts.flatMap(({ moves }) => moves),
})

async function readIn(db: Database, keys: string[], asking: Asking, agentDays: number | null) {
  const { agent, now } = asking
  const [heads, customers, answers, own, pairs, refusals, moves] = await db.batch([
    currentVersion(db),
    factsOf(db, keys),
    answersWith(db, keys, now),
    agentAnswers(db, agentDays === null ? '' : agent.subject, now, agentDays ?? 0),
    pairsOf(db, keys),
    refusalsOf(db, keys),
    movesOf(db, aliased(keys)),
    ...(keys.length > 0 ? await recordAccess(db, lookingAt(keys, asking)) : []),
  ])
  return { heads, customers, answers, own, pairs, refusals, moves }
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

/** Facts in the live loads, with the groups of the live runs. A key in several datasets comes once each. */
function factsOf(db: Database, keys: string[]) {
  const { key } = customer
  return db
    .select({
      key,
      ...saidFields,
      segments: liveSegments(sql`${key}`),
    })
    .from(customer)
    .innerJoin(dataset, eq(dataset.liveLoad, customer.loadId))
    .innerJoin(load, eq(load.id, dataset.liveLoad))
    .where(inArray(key, aliased(keys)))
}

/** What is done with a tip that caps and budgets count. */
export const COUNTED = ['accepted', 'deferred', 'dismissed', 'prompted'] as const

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000).toISOString()

/**
 * What anybody did with tips with these customers within the longest window.
 * A browser clock that runs ahead must not hold a cap for longer.
 */
function answersWith(db: Database, keys: string[], now: Date) {
  const { id, customerKey, subject, subjectId, kind, agent } = outcome
  const at = sql<string>`min(${outcome.at}, ${outcome.receivedAt})`
  return db
    .select({ id, customerKey, subject, subjectId, kind, agent, at })
    .from(outcome)
    .where(
      and(
        inArray(customerKey, aliased(keys)),
        gt(outcome.receivedAt, daysBefore(now, LONGEST_WINDOW)),
        eq(subject, 'tip'),
        inArray(kind, [...COUNTED]),
      ),
    )
}

/** What an agent did with anybody, at least within the hour of the interruption budget: an agent gives thousands of answers a year. */
function agentAnswers(db: Database, subject: string, now: Date, days: number) {
  const { id, tipId, kind, agent, at, receivedAt } = agentAnswer
  const tip = sql<'tip'>`'tip'`.as('subject')
  return db
    .select({
      id,
      customerKey: sql<string>`''`.as('customer_key'),
      subject: tip,
      subjectId: tipId,
      kind,
      agent,
      at,
    })
    .from(agentAnswer)
    .where(and(eq(agent, subject), gt(receivedAt, daysBefore(now, Math.max(days, 1 / 24)))))
}
