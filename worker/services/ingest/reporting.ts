import type { RefusedRow, RowProblemCount, SchemaDrift } from '../../contract/ingest.ts'
import { isIdentifying, NUMERALS } from './rows/identifying.ts'
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
  readonly #problems = new Map<string, RowProblemCount>()
  readonly #undeclared = new Map<string, number>()
  readonly #outOfBounds = new Map<string, number>()

  refuse(line: number, { code, member }: RowProblem): void {
    this.refused += 1
    if (this.refusals.length < MOST_LISTED) this.refusals.push({ line, code, member, ...WORDS[code] })
    this.#count(line, code, member)
  }

  /** Rows are not refused in the order of their lines: some only when they are written. */
  #count(line: number, code: RefusedRow['code'], member: string): void {
    const of = `${code} ${member}`
    const known = this.#problems.get(of)
    if (known) {
      known.rows += 1
      known.line = Math.min(known.line, line)
    } else if (this.#problems.size < MOST_LISTED) this.#problems.set(of, { code, member, rows: 1, line })
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
    const problems = [...this.#problems.values()].toSorted((a, b) => b.rows - a.rows || a.line - b.line)
    const sorted = refusals.toSorted((a, b) => a.line - b.line)
    return { rowsIn, taken, known, refused, refusals: sorted, problems, ...drift }
  }
}

/** A name is what somebody sent: so long and no longer, and no number of anybody's. */
const LONGEST_NAME = 80
const ANY_DIGIT = new RegExp(`[\\p{Nd}${NUMERALS}]`, 'gu')
const shown = (name: string) =>
  (isIdentifying(name) ? name.replace(ANY_DIGIT, '#') : name).slice(0, LONGEST_NAME)

function count(counts: Map<string, number>, name: string): void {
  const short = shown(name)
  const before = counts.get(short)
  if (before !== undefined || counts.size < MOST_LISTED) counts.set(short, (before ?? 0) + 1)
}

const listed = (counts: ReadonlyMap<string, number>): SchemaDrift[] =>
  [...counts].map(([name, rows]) => ({ name, rows })).sort((a, b) => (a.name < b.name ? -1 : 1))
