import type { RefusedRow, SchemaDrift } from '../../contract/ingest.ts'
import { isIdentifying } from './rows/identifying.ts'
import type { Notes, RowProblem } from './rows/row.ts'
import { WORDS } from './words.ts'

/** Refused rows and names that a report lists; the rest is counted. */
const MOST_LISTED = 100

/** Collects what a report tells of the rows of a batch. */
export class Reporting implements Notes {
  rowsIn = 0
  taken = 0
  refused = 0
  unknownCustomers = 0
  readonly refusals: RefusedRow[] = []
  readonly #undeclared = new Map<string, number>()
  readonly #outOfBounds = new Map<string, number>()

  refuse(line: number, { code, member }: RowProblem): void {
    this.refused += 1
    if (this.refusals.length < MOST_LISTED) this.refusals.push({ line, code, member, ...WORDS[code] })
  }

  undeclared(name: string): void {
    count(this.#undeclared, name)
  }

  outOfBounds(name: string): void {
    count(this.#outOfBounds, name)
  }

  /** Sorted, so that the same rows give the same report. */
  counts() {
    const { rowsIn, taken, refused, refusals, unknownCustomers } = this
    const known = rowsIn - taken - refused
    const drift = {
      undeclared: listed(this.#undeclared),
      outOfBounds: listed(this.#outOfBounds),
      unknownCustomers,
    }
    return { rowsIn, taken, known, refused, refusals: refusals.toSorted((a, b) => a.line - b.line), ...drift }
  }
}

/** A name is what somebody sent: so long and no longer, and no number of anybody's. */
const LONGEST_NAME = 80
const shown = (name: string) =>
  (isIdentifying(name) ? name.replace(/\p{Nd}/gu, '#') : name).slice(0, LONGEST_NAME)

function count(counts: Map<string, number>, name: string): void {
  const short = shown(name)
  const before = counts.get(short)
  if (before !== undefined || counts.size < MOST_LISTED) counts.set(short, (before ?? 0) + 1)
}

const listed = (counts: ReadonlyMap<string, number>): SchemaDrift[] =>
  [...counts].map(([name, rows]) => ({ name, rows })).sort((a, b) => (a.name < b.name ? -1 : 1))
