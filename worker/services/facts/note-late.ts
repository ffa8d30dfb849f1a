import { type Database, runSql } from '../database.ts'
import { LAST_DAYS } from './event-kinds-sql.ts'
import { isLate, LATE_DAYS, type LateKind, LOOKED_BACK, rhythmOf } from './rhythm.ts'

/** Kinds that may be late, with their days: of what came yesterday nothing more is read. `?1` the day before which. */
const SUSPECTS = `WITH RECURSIVE live(load_id, dataset) AS (
    SELECT live_load, id FROM dataset WHERE as_of IS NULL AND live_load IS NOT NULL),
  ${LAST_DAYS}
  SELECT live.dataset, last.kind, (SELECT json_group_array(day) FROM (SELECT e.day FROM event_day e
      WHERE e.load_id = last.load_id AND e.kind = last.kind
        AND e.day BETWEEN date(last.day, '-${LOOKED_BACK} days') AND last.day ORDER BY e.day)) AS days
  FROM last JOIN live USING (load_id) WHERE last.day < ?1 ORDER BY last.kind`
/** `?1` JSON object of lists by dataset. */
const NOTE = `UPDATE dataset SET late_kinds = ?1 ->> ('$."' || id || '"')
  WHERE late_kinds IS NOT ?1 ->> ('$."' || id || '"')`

interface Suspect {
  dataset: string
  kind: string
  /** JSON list. */
  days: string
}

const DAY = 86_400_000

/**
 * Notes for each live dataset of which kinds of event none has come for much longer than ever before.
 * @param first database of customers, where the days stand
 * @throws DatabaseUnavailable
 */
export async function noteLate(first: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - (LATE_DAYS + 1) * DAY).toISOString().slice(0, 10)
  const [found] = await runSql<Suspect>(first, [{ text: SUSPECTS, values: [before] }])
  const late = (found?.results ?? []).flatMap((one) => lateKind(one, now.toISOString()))
  const lists = Map.groupBy(late, ({ dataset }) => dataset)
  const noted = [...lists].map(([dataset, some]) => [dataset, some.map(({ of }) => of)])
  await runSql(first, [{ text: NOTE, values: [JSON.stringify(Object.fromEntries(noted))] }])
}

function lateKind({ dataset, kind, days }: Suspect, now: string): { dataset: string; of: LateKind }[] {
  const rhythm = rhythmOf(JSON.parse(days) as string[])
  return rhythm && isLate(rhythm, now) ? [{ dataset, of: { kind, ...rhythm } }] : []
}
