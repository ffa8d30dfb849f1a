import type { Sql } from '../database.ts'
import { LATE_DAYS } from './rhythm.ts'

/**
 * Notes until when events are known by a whole load; goes after the swap, in one transaction with it. Its days stand in the
 * first database: where there are none the others say its moment, until they are told. Nothing where another load is live;
 * of history nothing comes any more.
 */
export const eventsCame = (dataset: string, loadId: string, at: string): Sql => ({
  text: `UPDATE dataset SET events_at = iif(as_of IS NULL, min(?3, coalesce(
      (SELECT strftime('%Y-%m-%dT00:00:00.000Z', max(day), '+${1 + LATE_DAYS} days') FROM event_day WHERE load_id = ?2), ?3)), NULL)
    WHERE id = ?1 AND live_load = ?2`,
  values: [dataset, loadId, at],
})
