import type { ChangedFact } from '../../contract/view.ts'

/** A row of the history of facts; values are JSON, null: unknown. */
export interface ChangeRow {
  attribute: string
  at: string
  before: string | null
  after: string | null
  source: string
}

/** What is different since a moment; of null all of it. Rows come newest first, and so do changes. */
export function changesSince(rows: readonly ChangeRow[], since: string | null): ChangedFact[] {
  return rows
    .filter(({ at }) => since === null || at > since)
    .map(({ before, after, ...row }) => ({ ...row, before: parsed(before), after: parsed(after) }))
}

const parsed = (json: string | null): ChangedFact['before'] => JSON.parse(json ?? 'null')
