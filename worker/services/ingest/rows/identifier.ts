import { IdentifierKind, LinkRole } from '../../../contract/identity.ts'
import { IdentifierRow } from '../../../contract/ingest.ts'
import { instantOf, type Latest } from './moment.ts'
import { idProblem, isKey, noteUndeclared, type ReadRow, RowProblem } from './row.ts'

const MEMBERS: ReadonlySet<string> = new Set(Object.keys(IdentifierRow.shape))
const KINDS: ReadonlySet<unknown> = new Set(IdentifierKind.options)
const ROLES: ReadonlySet<unknown> = new Set(LinkRole.options)

/** @returns the reader; values: `[hash, key, kind, role, certain, source, at]` */
export function identifierReader(dataset: string, latest: Latest): ReadRow {
  return (row, notes) => {
    const { hash, kind, customerKey, role, certain, source = dataset } = row
    if (!isKey(hash)) return new RowProblem('bad-member', 'hash')
    if (!KINDS.has(kind)) return new RowProblem('bad-member', 'kind')
    if (!isKey(customerKey)) return new RowProblem('bad-member', 'customerKey')
    if (!ROLES.has(role)) return new RowProblem('bad-member', 'role')
    if (typeof certain !== 'boolean') return new RowProblem('bad-member', 'certain')
    const badSource = idProblem(source, 'source')
    if (badSource) return badSource
    const at = instantOf(row.at, latest)
    if (at instanceof RowProblem) return at
    noteUndeclared(row, MEMBERS, notes)
    const values = [JSON.stringify([hash, customerKey, kind, role, certain ? 1 : 0, source, at])]
    return { key: customerKey, values }
  }
}
