import { sql } from 'drizzle-orm'
import { change, changeStep, outcome, playbook } from '../../../db/schema/tables.ts'
import { type Database, rowsOf } from '../database.ts'

/** Changes that wait for somebody else, oldest first. */
export const waitingChanges = (db: Database) =>
  rowsOf<{ changeId: string; kind: string; itemId: string; since: string }>(
    db,
    ['changeId', 'kind', 'itemId', 'since'],
    sql`
    select id as changeId, kind, item_id as itemId, coalesce(submitted_at, updated_at) as since
    from ${change} where state in ('submitted', 'provisional') order by since, id`,
  )

/** Hours from the last submission to the approval of every change approved since. */
export const approvalHours = (db: Database, since: string) =>
  rowsOf<{ hours: number }>(
    db,
    ['hours'],
    sql`
    select (julianday(a.at) - julianday((
      select max(s.at) from ${changeStep} s
      where s.change_id = a.change_id and s.action = 'submit' and s.revision < a.revision))) * 24 as hours
    from ${changeStep} a where a.action = 'approve' and a.at >= ${since} order by hours`,
  )

/** How often agents had and took each tip since. */
export const tipUse = (db: Database, since: string) =>
  rowsOf<{ tipId: string; shown: number; accepted: number }>(
    db,
    ['tipId', 'shown', 'accepted'],
    sql`
    select subject_id as tipId, sum(kind in ('prompted', 'shown')) as shown, sum(kind = 'accepted') as accepted
    from ${outcome} where received_at >= ${since} and subject = 'tip'
      and kind in ('prompted', 'shown', 'accepted', 'deferred', 'dismissed') group by 1`,
  )

/** The version in force at a moment. */
export const versionAt = (db: Database, at: string) =>
  rowsOf<{ version: number }>(
    db,
    ['version'],
    sql`
    select version from ${playbook} where published_at <= ${at} order by version desc limit 1`,
  )
