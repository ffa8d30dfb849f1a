import type { ChangedFact } from '../../contract/view.ts'

/** A row of the history of facts; values are JSON, null: unknown. */
export interface ChangeRow {
  attribute: string
  at: string
  before: string | null
  after: string | null
  source: string
  dataset: string
}

/**
 * What is different since a moment; of null all of it. Rows come newest first, and so do changes. Each dataset tells what
 * stood before by itself: where a companion said something meanwhile, it was that.
 */
export function changesSince(rows: readonly ChangeRow[], since: string | null): ChangedFact[] {
  return rows
    .map((row, at) => ({ ...row, before: saidBefore(row, rows.slice(at + 1)) }))
    .filter(({ at, before, after }) => (since === null || at > since) && before !== after)
    .map(({ dataset: _, before, after, ...row }) => ({
      ...row,
      before: parsed(before),
      after: parsed(after),
    }))
}

function saidBefore(row: ChangeRow, older: readonly ChangeRow[]): string | null {
  const last = older.find(({ attribute }) => attribute === row.attribute)
  return last && last.dataset !== row.dataset ? last.after : row.before
}

const parsed = (json: string | null): ChangedFact['before'] => JSON.parse(json ?? 'null')
