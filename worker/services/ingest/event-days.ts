import type { Sql } from '../database.ts'

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
  const values = days.map(({ kind, day, rows }) => [kind, day, rows])
  const statements = Math.ceil(values.length / MOST)
  return Array.from({ length: statements }, (_, at) => ({
    text: NOTE,
    values: [loadId, JSON.stringify(values.slice(at * MOST, (at + 1) * MOST)), batch],
  }))
}
