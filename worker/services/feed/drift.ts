import type { FeedDrift } from '../../contract/feed.ts'
import type { Declared } from '../ingest/declared.ts'
import { declaredKinds } from '../ingest/rows/event.ts'
import type { DriftRow } from './queries.ts'

/** What stands before a name in a report, by what it names. */
const PARTS = [
  ['facts.', 'attribute'],
  ['kind.', 'event-kind'],
] as const

function namedBy({ list, kind, name }: DriftRow): Pick<FeedDrift, 'what' | 'name'> {
  // Of an event nothing but its amount has bounds.
  if (list === 'outOfBounds') return { what: kind === 'events' ? 'amount' : 'value', name }
  const [part = '', what = 'member'] = PARTS.find(([part]) => name.startsWith(part)) ?? []
  // What stands in a value, as of a holding, is no attribute.
  if (what === 'attribute' && name.indexOf('.', part.length) > 0) return { what: 'member', name }
  return { what, name: name.slice(part.length) }
}

const placeOf = ({ dataset, kind, batch, at, rows }: DriftRow) => ({ dataset, kind, batch, at, rows })

/** What was sent and is not as declared by now. */
export function driftOf(rows: readonly DriftRow[], declared: Declared): FeedDrift[] {
  const attributes = new Set(declared.catalogue.map(({ name }) => name))
  const kinds = declaredKinds(declared)
  const isDeclared = ({ what, name }: FeedDrift) =>
    (what === 'attribute' && attributes.has(name)) || (what === 'event-kind' && kinds.has(name))
  return rows.map((row) => ({ ...placeOf(row), ...namedBy(row) })).filter((one) => !isDeclared(one))
}
