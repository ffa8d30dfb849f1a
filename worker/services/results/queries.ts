import { sql } from 'drizzle-orm'
import { conversion, keyPair, outcome } from '../../../db/schema/tables.ts'
import { type Database, rowsOf } from '../database.ts'
import { eitherKey } from '../rotations/aliases.ts'
import { apart } from '../rotations/apart.ts'
import { type Among, counted, dayOf, where } from './outcomes.ts'
import type { CountRow, ReasonRow, SideRow } from './shape.ts'

/** Counts by subject, kind and day. */
export const byDay = (db: Database, among: Among) =>
  rowsOf<CountRow & { day: string }>(
    db,
    ['subject', 'id', 'kind', 'day', 'count'],
    sql`
    select subject, subject_id as id, kind, ${dayOf(among.days)} as day, count(*) as count
    from ${outcome} where ${where(among)} and ${counted} group by 1, 2, 3, 4`,
  )

/** How often which reason was given. */
export const byReason = (db: Database, among: Among) =>
  rowsOf<ReasonRow>(
    db,
    ['subject', 'id', 'reason', 'count'],
    sql`
    select subject, subject_id as id, reason_id as reason, count(*) as count from ${outcome}
    where ${where(among)} and ${counted} and kind in ('dismissed', 'overridden') and reason_id is not null
    group by 1, 2, 3`,
  )

/** Counts by team, segment, subject and kind. */
export const byGroup = (db: Database, among: Among) =>
  rowsOf<CountRow & { team: string; segment: string }>(
    db,
    ['team', 'segment', 'subject', 'id', 'kind', 'count'],
    sql`
    select team, coalesce(segment_id, '') as segment, subject, subject_id as id, kind, count(*) as count
    from ${outcome} where ${where(among)} and ${counted} group by 1, 2, 3, 4, 5`,
  )

/** Who is behind the counts of each team and segment. */
export const agentsByGroup = (db: Database, among: Among) =>
  rowsOf<{ agent: string; team: string; segment: string }>(
    db,
    ['agent', 'team', 'segment'],
    sql`
    select distinct agent, team, coalesce(segment_id, '') as segment
    from ${outcome} where ${where(among)} and ${counted}`,
  )

/** How each agent answered tips; the plus keeps the database from reading all there is in the order of agents. */
export const answersByAgent = (db: Database, among: Among) =>
  rowsOf<{ agent: string; accepted: number; answered: number }>(
    db,
    ['agent', 'accepted', 'answered'],
    sql`
    select agent, sum(kind = 'accepted') as accepted, count(*) as answered from ${outcome}
    where ${where(among)} and subject = 'tip' and kind in ('accepted', 'deferred', 'dismissed') group by +agent`,
  )

/** One name for a customer, also while keys are being changed. */
const customerOf = sql`coalesce((select ${keyPair.newKey} from ${keyPair}
  where ${keyPair.oldKey} = ${outcome.customerKey}), ${outcome.customerKey})`

/** True of a new key whose customer's old one stands in another database: what was there cannot be seen from here. */
const alsoElsewhere = sql`exists (select 1 from ${keyPair} p where p.new_key = ${outcome.customerKey} and ${apart(sql`p.old_key`)})`

/** Days after the first time within which a conversion counts. */
const CONVERTED_WITHIN = '+30 days'

/**
 * Each tip's customers by side, each once by their first time; the plus as above. While keys are being changed, who is met
 * under a new key that stands in another database than the old one is left out as switched. Whose first time was before these days
 * is not of them: who has answered since is capped, and who is in the control group never answers.
 */
export const comparisons = (db: Database, among: Among) =>
  rowsOf<SideRow>(
    db,
    ['tipId', 'side', 'customers', 'converted'],
    sql`
    with first as (
      select subject_id as tip, ${customerOf} as customer_key, min(at) as at,
        case when min(kind) <> max(kind) or max(${alsoElsewhere}) then 'switched' when min(kind) = 'offered' then 'treated' else 'control' end as side
      from ${outcome} where ${where(among)} and subject = 'tip' and kind in ('offered', 'withheld')
      group by +subject_id, 2)
    select tip as tipId, side, count(*) as customers, sum(exists(
      select 1 from ${conversion} c where c.tip_id = first.tip and c.customer_key in ${eitherKey(sql`first.customer_key`)}
        and c.at >= first.at and c.at <= strftime('%Y-%m-%dT%H:%M:%fZ', first.at, ${CONVERTED_WITHIN}))) as converted
    from first where not exists (
      select 1 from ${outcome} o where o.customer_key in ${eitherKey(sql`first.customer_key`)} and o.subject_id = first.tip
        and o.at < ${among.days.from} and o.subject = 'tip' and o.kind in ('offered', 'withheld'))
    group by 1, 2`,
  )

/** Tips of which the bank has ever reported a conversion. */
export const reportedTips = (db: Database) =>
  rowsOf<{ tipId: string }>(db, ['tipId'], sql`select distinct tip_id as tipId from ${conversion}`)
