import { MoveRow } from '../../../contract/ingest.ts'
import { instantOf } from './moment.ts'
import { isKey, isRowId, type Notes, noteUndeclared, RowProblem, type SoundRow } from './row.ts'

const MEMBERS: ReadonlySet<string> = new Set(Object.keys(MoveRow.shape))
const KINDS: ReadonlySet<unknown> = new Set(MoveRow.shape.kind.options)

/** @returns values: `[id, old, new, kind, at]` */
export function readMove(row: Readonly<Record<string, unknown>>, notes: Notes): SoundRow | RowProblem {
  const { id, oldKey, newKey, kind } = row
  if (!isRowId(id)) return new RowProblem('bad-member', 'id')
  if (!isKey(oldKey)) return new RowProblem('bad-member', 'oldKey')
  if (!isKey(newKey) || newKey === oldKey) return new RowProblem('bad-member', 'newKey')
  if (!KINDS.has(kind)) return new RowProblem('bad-member', 'kind')
  const at = instantOf(row.at)
  if (at === undefined) return new RowProblem('bad-member', 'at')
  noteUndeclared(row, MEMBERS, notes)
  return { key: oldKey, values: [JSON.stringify([id, oldKey, newKey, kind, at])] }
}
