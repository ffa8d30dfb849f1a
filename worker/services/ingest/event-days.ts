import { type Database, runSql, type Sql } from '../database.ts'

/** Events of one kind and one day. */
export interface EventDay {
  kind: string
  /** In UTC; of an event that has only a day, that. */
  day: string
  /** Those that were not there before. 0: the day is one with such events all the same. */
  rows: number
}

/** Adds up the days of events, by kind. */
export class EventDays {
  readonly #days = new Map<string, EventDay>()

  add(days: readonly EventDay[]): void {
    for (const { kind, day, rows } of days) {
      const name = `${day} ${kind}`
      this.#days.set(name, { kind, day, rows: rows + (this.#days.get(name)?.rows ?? 0) })
    }
  }

  all(): EventDay[] {
    return [...this.#days.values()]
  }
}

/**
 * Those of a batch of which events were there before it while nobody noted the day: the batch that brought them broke off,
 * and its rows come again.
 * @param days of kinds that are declared: of others none is ever noted
 */
export async function brokenOff(
  db: Database,
  loadId: string,
  days: readonly EventDay[],
): Promise<readonly EventDay[]> {
  const old = days.filter(({ rows }) => rows === 0)
  const found = await Promise.all(
    stretchesOf(old).map((some) => runSql<{ at: number }>(db, [unnoted(loadId, some)])),
  )
  return found.flatMap(([one], stretch) =>
    (one?.results ?? []).flatMap(({ at }) => old[stretch * MOST + at] ?? []),
  )
}

const unnoted = (loadId: string, some: string): Sql => ({
  text: `SELECT one.key AS at FROM json_each(?2) one WHERE NOT EXISTS (
    SELECT 1 FROM event_day WHERE load_id = ?1 AND kind = one.value ->> 0 AND day = one.value ->> 1)`,
  values: [loadId, some],
})

/** Days of one statement: a bound value holds 2 MB. */
const MOST = 10_000

const NOTE = `INSERT INTO event_day (load_id, kind, day, rows)
  SELECT ?1, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?2)
  WHERE ?3 IS NULL OR EXISTS (SELECT 1 FROM ingest_batch WHERE id = ?3)
  ON CONFLICT DO UPDATE SET rows = rows + excluded.rows`

/**
 * Notes on which days events of a load happened.
 * @param batch only where it was kept; null: came in none
 */
export function noteDays(loadId: string, days: readonly EventDay[], batch: string | null): Sql[] {
  return stretchesOf(days).map((some) => ({ text: NOTE, values: [loadId, some, batch] }))
}

/** JSON lists of days, as statements take them. */
function stretchesOf(days: readonly EventDay[]): string[] {
  const values = days.map(({ kind, day, rows }) => [kind, day, rows])
  const stretches = Math.ceil(values.length / MOST)
  return Array.from({ length: stretches }, (_, at) =>
    JSON.stringify(values.slice(at * MOST, (at + 1) * MOST)),
  )
}
