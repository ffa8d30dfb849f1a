import type { RowProblemCode } from '../../../contract/ingest.ts'
import { isIdentifyingId } from './identifying.ts'

/** Why a row is not taken, and which member is to blame. */
export class RowProblem {
  readonly code: RowProblemCode
  readonly member: string

  constructor(code: RowProblemCode, member = '') {
    this.code = code
    this.member = member
  }
}

/** What a row told beside itself: names nobody declared, values that cannot be. */
export interface Notes {
  undeclared(name: string): void
  outOfBounds(name: string): void
}

/** A row as it is written: the customer it belongs to and the JSON texts of what the statements read, one or several. */
export interface SoundRow {
  /** Null: history that names nobody. */
  key: string | null
  values: readonly string[]
}

/** Judges one line's JSON. By hand: a schema library costs more than storing the row. A test holds it to the contract. */
export type ReadRow = (value: Readonly<Record<string, unknown>>, notes: Notes) => SoundRow | RowProblem

const KEY = /^[0-9a-f]{64}$/
export const isKey = (value: unknown): value is string => typeof value === 'string' && KEY.test(value)

const ROW_ID = /^[\w.:-]{1,64}$/
const isRowId = (value: unknown): value is string => typeof value === 'string' && ROW_ID.test(value)

/** An id of a row, a source: of its form, and no number of anybody's. */
export function idProblem(value: unknown, member: string): RowProblem | null {
  if (!isRowId(value)) return new RowProblem('bad-member', member)
  return isIdentifyingId(value) ? new RowProblem('identifying', member) : null
}

/** The name that no row of the kind has, reported once a row. */
export function noteUndeclared(
  row: Readonly<Record<string, unknown>>,
  members: ReadonlySet<string>,
  notes: Notes,
): void {
  for (const name in row) if (!members.has(name)) notes.undeclared(name)
}
