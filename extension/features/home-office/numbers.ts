import type { RevealKind } from '../../../worker/contract/reveal.ts'

/** A number in a text, by its place. */
export interface Found {
  kind: RevealKind
  start: number
  end: number
}

/** Digits with single blanks or dashes between; an X may end an ID. Full-width digits count. */
const RUN = /[0-9０-９](?:[ \u00a0-]?[0-9０-９]){9,}[Xx]?/g
/** GB 11643-1999: weights of the first seventeen digits, and the check character by the sum modulo 11. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

/** ISO/IEC 7812-1, annex B. */
function isLuhn(digits: string): boolean {
  let sum = 0
  for (const [at, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (at % 2 ? 2 : 1)
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return year > 1850 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

const born = (text: string) =>
  isDay(Number(text.slice(0, -4)), Number(text.slice(-4, -2)), Number(text.slice(-2)))

/** A mainland ID of today, or of fifteen digits from before 1999. */
function isId(text: string): boolean {
  if (/^[1-9]\d{14}$/.test(text)) return born(`19${text.slice(6, 12)}`)
  if (!/^[1-9]\d{16}[\dX]$/.test(text) || !born(text.slice(6, 14))) return false
  const sum = WEIGHTS.reduce((all, weight, at) => all + weight * Number(text[at]), 0)
  return CHECKS[sum % 11] === text[17]
}

function kindOf(text: string): RevealKind | null {
  if (isId(text)) return 'id'
  if (/^(?:(?:00)?86)?1[3-9]\d{9}$/.test(text)) return 'phone'
  return /^\d{13,19}$/.test(text) && isLuhn(text) ? 'card' : null
}

/** Nineteen digits, with a blank before each but the first, and room for a stray letter. */
const LONGEST = 38

/**
 * The numbers in a run, none inside another. They may stand beside each other and between other groups of digits, as before
 * the number of a sub-account.
 */
function within(run: string): Found[] {
  const starts = [0, ...[...run.matchAll(/[ \u00a0-]/g)].map(({ index }) => index + 1)]
  const ends = [...starts.slice(1).map((at) => at - 1), run.length]
  if (/[Xx]$/.test(run)) ends.push(run.length - 1)
  const parts = starts.flatMap((start, at) =>
    ends
      .slice(at, at + LONGEST)
      .filter((end) => end > start && end - start <= LONGEST)
      .map((end) => ({ start, end })),
  )
  const found: Found[] = []
  // What holds another begins no later and is longer: it comes first.
  for (const { start, end } of parts.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (end <= (found.at(-1)?.end ?? 0)) continue
    const plain = run
      .slice(start, end)
      .normalize('NFKC')
      .replace(/[^\dXx]/g, '')
      .toUpperCase()
    const kind = kindOf(plain)
    if (kind) found.push({ kind, start, end })
  }
  return found
}

/** Bank cards, mainland IDs and mobile numbers in a text. */
export function findNumbers(text: string): Found[] {
  return [...text.matchAll(RUN)].flatMap(({ 0: run, index }) =>
    within(run).map(({ kind, start, end }) => ({ kind, start: index + start, end: index + end })),
  )
}

/** A text as it may be copied: every long run of digits is gone, whole numbers and parts of them. */
export const withoutNumbers = (text: string): string =>
  text.replace(/[0-9０-９](?:[ \u00a0-]?[0-9０-９]){3,}[Xx]?/g, (run) => '•'.repeat(run.length))
