import { type DigitRuns, digitRuns, stretches } from './digit-runs.ts'
import { fold, type Range, unfold } from './fold.ts'
import { isCard, isChineseId, isMobile } from './numbers.ts'

/** `long-number` is any other run of six digits or more: it may be a customer or account number. */
export type IdentifierKind = 'card' | 'cn-id' | 'mobile' | 'cvv' | 'otp' | 'email' | 'long-number'

/** Something in a text that may name a person or an account, or is a secret. */
export interface Identifier extends Range {
  kind: IdentifierKind
}

type Finder = (text: string, runs: DigitRuns) => Range[]

/** In order of precedence: where two kinds overlap, the one that says more stands. */
const finders: readonly [IdentifierKind, Finder][] = [
  ['cn-id', (text, runs) => stretches(runs, text, isChineseId)],
  [
    'card',
    (text, runs) => stretches(runs, text, (digits, from, to, withX) => !withX && isCard(digits, from, to)),
  ],
  [
    'mobile',
    (text, runs) => stretches(runs, text, (digits, from, to, withX) => !withX && isMobile(digits, from, to)),
  ],
  [
    'otp',
    beside(
      '验证码|校验码|动态码|动态口令|动态密码|短信码|密码|otp|passcode|password|verification code',
      '\\d{4,8}|\\d{3}[\\s-]\\d{3}',
    ),
  ],
  ['cvv', beside('cvv2?|cvc2?|cvn2?|安全码|背面[后末]?3位(?:数字?)?', '\\d{3,4}')],
  ['email', addresses],
  ['long-number', longNumbers],
]

/** Everything that looks like an identifier or a secret, by place, without overlaps. */
export function scanIdentifiers(text: string): Identifier[] {
  const folded = fold(text)
  const runs = digitRuns(folded.text)
  if (runs.runs.length === 0 && !folded.text.includes('@')) return []
  const taken = new Uint8Array(folded.text.length)
  const found: Identifier[] = []
  for (const [kind, find] of finders) {
    for (const range of find(folded.text, runs)) {
      if (taken.subarray(range.start, range.end).includes(1)) continue
      taken.fill(1, range.start, range.end)
      found.push({ kind, ...unfold(folded, range) })
    }
  }
  return found.toSorted((a, b) => a.start - b.start)
}

/** Whether one of the values stands in the text, whatever its spacing, width or case. One character is no value. */
export function containsAny(text: string, values: readonly string[]): boolean {
  const compact = (one: string) => fold(one).text.replace(/[\s\p{Pd}·•._]/gu, '')
  const searched = compact(text)
  return values.map(compact).some((value) => value.length > 1 && searched.includes(value))
}

/** Digits right after, or right before, a word that says what they are. */
function beside(words: string, digits: string): Finder {
  const link = '[\\s:=,"\'「“(是为]{0,6}'
  const after = new RegExp(`(?:${words})${link}(${digits})(?!\\d)`, 'g')
  const before = new RegExp(`(?<!\\d)(${digits})${link}(?:${words})`, 'g')
  return (text, { runs }) => {
    if (runs.length === 0) return []
    return [
      ...[...text.matchAll(after)].map(({ index, 0: all, 1: digits = '' }) => {
        const end = index + all.length
        return { start: end - digits.length, end }
      }),
      ...[...text.matchAll(before)].map(({ index, 1: digits = '' }) => ({
        start: index,
        end: index + digits.length,
      })),
    ]
  }
}

const name = /(?<=([\w.+-]+))@[\w-]+(?:\.[\w-]+)+/y

/** Looked for from each @, so that a long text without one costs nothing. */
function addresses(text: string): Range[] {
  const found: Range[] = []
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    name.lastIndex = at
    const match = name.exec(text)
    if (match) found.push({ start: at - (match[1]?.length ?? 0), end: at + match[0].length })
  }
  return found
}

const date = /(?:19|20)\d\d[\s\p{Pd}.](?:0?[1-9]|1[0-2])[\s\p{Pd}.](?:[12]\d|3[01]|0?[1-9])(?!\d)/gu

function longNumbers(text: string, { runs, chains }: DigitRuns): Range[] {
  const spaced = chains
    .filter(({ from, to }) => to - from > 1)
    .map(({ from, to }) => ({ start: runs[from]?.start ?? 0, end: runs[to - 1]?.end ?? 0 }))
    .filter(({ start, end }) => text.slice(start, end).replace(date, '').replace(/\D/g, '').length >= 9)
  return [...spaced, ...runs.filter(({ start, end }) => end - start >= 6)].map(({ start, end }) => ({
    start,
    end,
  }))
}
