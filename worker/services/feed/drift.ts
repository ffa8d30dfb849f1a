import type { FeedDrift } from '../../contract/feed.ts'
import type { Declared } from '../ingest/declared.ts'
import { declaredKinds } from '../ingest/rows/event.ts'
import type { DriftRow } from './queries.ts'

/** What stands before a name in a report, by what it names. */
const PARTS = [
  ['facts.', 'attribute'],
  ['kind.', 'event-kind'],
] as const

function namedBy({ list, name }: DriftRow): Pick<FeedDrift, 'what' | 'name'> {
  if (list === 'outOfBounds') return { what: 'value', name }
  const [part = '', what = 'member'] = PARTS.find(([part]) => name.startsWith(part)) ?? []
  return { what, name: name.slice(part.length) }
}

/** What was sent and is not declared by now. */
export function driftOf(rows: readonly DriftRow[], declared: Declared): FeedDrift[] {
  const attributes = new Set(declared.catalogue.map(({ name }) => name))
  const kinds = declaredKinds(declared)
  const isDeclared = ({ what, name }: FeedDrift) =>
    (what === 'attribute' && attributes.has(name)) || (what === 'event-kind' && kinds.has(name))
  return rows
    .map((row) => ({ dataset: row.dataset, batch: row.batch, at: row.at, rows: row.rows, ...namedBy(row) }))
    .filter((one) => !isDeclared(one))
}
