import type { Range } from './fold.ts'
import type { Digits } from './numbers.ts'

/** `first`: where its digits begin among all. */
interface Run extends Range {
  first: number
}

/** The digits of a text, without what parts them. */
export interface DigitRuns {
  digits: Digits
  runs: Run[]
  /** Runs that only up to three spaces, dashes and dots part: from one number of a run to before another. */
  chains: { from: number; to: number }[]
}

/** Runs of digits of a folded text. */
export function digitRuns(text: string): DigitRuns {
  const digits = new Uint8Array(text.length)
  const found: DigitRuns = { digits, runs: [], chains: [] }
  let count = 0
  for (let at = 0; at < text.length; ) {
    if (!isDigit(text, at)) {
      at++
      continue
    }
    const [start, first] = [at, count]
    while (isDigit(text, at)) digits[count++] = text.charCodeAt(at++) - ZERO
    add(found, text, { start, end: at, first })
  }
  return found
}

const ZERO = 48

function isDigit(text: string, at: number): boolean {
  const value = text.charCodeAt(at) - ZERO
  return value >= 0 && value <= 9
}

const gap = /^[\s\p{Pd}._·•]{1,3}$/u

function add({ runs, chains }: DigitRuns, text: string, run: Run): void {
  const end = runs.at(-1)?.end ?? -Infinity
  const chain = chains.at(-1)
  runs.push(run)
  if (chain && run.start - end <= 3 && gap.test(text.slice(end, run.start))) chain.to++
  else chains.push({ from: runs.length - 1, to: runs.length })
}

/** Fewest and most digits of anything that is known by its digits. */
const SHORTEST = 11
const LONGEST = 19

/** Tests the digits from one place to before another; `withX`: a letter x stands behind them. */
type NumberTest = (digits: Digits, from: number, to: number, withX: boolean) => boolean

/** Every stretch of whole runs of one chain whose digits together pass the test, the longest first. */
export function stretches(all: DigitRuns, text: string, test: NumberTest): Range[] {
  const found: Range[] = []
  for (const { from, to } of all.chains) {
    for (let first = from; first < to; first++) stretchesFrom(first, to, all, text, test, found)
  }
  return found.sort((a, b) => b.end - b.start - (a.end - a.start))
}

function stretchesFrom(
  first: number,
  to: number,
  { runs, digits }: DigitRuns,
  text: string,
  test: NumberTest,
  found: Range[],
): void {
  const { start, first: begin } = runs[first] as Run
  for (let last = first; last < to; last++) {
    const run = runs[last] as Run
    const stop = run.first + run.end - run.start
    if (stop - begin > LONGEST) break
    if (stop - begin < SHORTEST) continue
    if (test(digits, begin, stop, false)) found.push({ start, end: run.end })
    if (endsInX(text, run.end) && test(digits, begin, stop, true)) found.push({ start, end: run.end + 1 })
  }
}

const endsInX = (text: string, at: number) => text[at] === 'x' && !/[a-z]/.test(text.charAt(at + 1))
