import type { IngestKind } from '../../../contract/ingest.ts'
import type { SoundRow } from './row.ts'

/** Where customer keys stand in the JSON lists of each kind of row. */
const PLACES: Record<IngestKind, readonly number[]> = {
  customers: [0],
  events: [1],
  identifiers: [1],
  moves: [1, 2],
}

const placed = (kind: IngestKind, value: string): string[] => {
  const list = JSON.parse(value) as unknown[]
  return PLACES[kind].flatMap((at) => (typeof list[at] === 'string' ? [list[at]] : []))
}

/** The customers a row is about: of a move both. */
export const keysIn = (kind: IngestKind, { key, values }: SoundRow): string[] =>
  kind === 'moves' ? values.flatMap((value) => placed(kind, value)) : key === null ? [] : [key]

/** The row as if it had been sent under other keys. */
export function underKeys(kind: IngestKind, row: SoundRow, keys: ReadonlyMap<string, string>): SoundRow {
  if (!keysIn(kind, row).some((key) => keys.has(key))) return row
  const renamed = (value: string) => {
    const list = JSON.parse(value) as unknown[]
    for (const at of PLACES[kind]) list[at] = keys.get(list[at] as string) ?? list[at]
    return JSON.stringify(list)
  }
  return { key: row.key && (keys.get(row.key) ?? row.key), values: row.values.map(renamed) }
}
