import { MoveRow } from '../../../contract/ingest.ts'
import { instantOf, type Latest } from './moment.ts'
import { idProblem, isKey, noteUndeclared, type ReadRow, RowProblem } from './row.ts'

const MEMBERS: ReadonlySet<string> = new Set(Object.keys(MoveRow.shape))
const KINDS: ReadonlySet<unknown> = new Set(MoveRow.shape.kind.options)

/** @returns the reader; values: `[id, old, new, kind, at]` */
export const moveReader =
  (latest: Latest): ReadRow =>
  (row, notes) => {
    const { id, oldKey, newKey, kind } = row
    const badId = idProblem(id, 'id')
    if (badId) return badId
    if (!isKey(oldKey)) return new RowProblem('bad-member', 'oldKey')
    if (!isKey(newKey) || newKey === oldKey) return new RowProblem('bad-member', 'newKey')
    if (!KINDS.has(kind)) return new RowProblem('bad-member', 'kind')
    const at = instantOf(row.at, latest)
    if (at instanceof RowProblem) return at
    noteUndeclared(row, MEMBERS, notes)
    return { key: oldKey, values: [JSON.stringify([id, oldKey, newKey, kind, at])] }
  }
