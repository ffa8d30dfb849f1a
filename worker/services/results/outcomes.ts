import { type SQL, sql } from 'drizzle-orm'
import { outcome } from '../../../db/schema/tables.ts'
import type { Days } from './days.ts'

/** Which outcomes are counted. */
export interface Among {
  days: Days
  /** Those of these teams alone; left out: of all. */
  teams?: readonly string[] | undefined
  segment?: string | undefined
  agent?: string
}

/** No browser's clock may run further ahead of the edge's: what happened since then was received since then, less this. */
const AHEAD = 5 * 60_000

/** What of the outcomes is asked for. The bound on the time of receipt lets the database begin in the right place. */
export function where({ days: { from, end }, teams, segment, agent }: Among): SQL {
  const received = new Date(Date.parse(from) - AHEAD).toISOString()
  return sql.join(
    [
      sql`${outcome.receivedAt} >= ${received} and ${outcome.at} >= ${from} and ${outcome.at} < ${end}`,
      ...(agent === undefined ? [] : [sql`${outcome.agent} = ${agent}`]),
      ...(teams === undefined
        ? []
        : [sql`${outcome.team} in (select value from json_each(${JSON.stringify(teams)}))`]),
      ...(segment === undefined ? [] : [sql`coalesce(${outcome.segmentId}, '') = ${segment}`]),
    ],
    sql` and `,
  )
}

/** The bank's calendar day of an outcome. */
export function dayOf({ stretches }: Days): SQL {
  const cases = stretches.map((one) =>
    'day' in one
      ? sql`when ${outcome.at} < ${one.before} then ${one.day}`
      : sql`when ${outcome.at} < ${one.before} then date(${outcome.at}, ${`${one.shift} minutes`})`,
  )
  return sql`case ${sql.join(cases, sql` `)} end`
}

/** Kinds that results count; the rest serves caps and comparison. */
export const counted = sql`${outcome.subject} in ('tip', 'check')
  and ${outcome.kind} in ('prompted', 'shown', 'accepted', 'deferred', 'dismissed', 'blocked', 'overridden')`
