import { type FoldedText, fold, type Range, unfold } from './fold.ts'
import { isCard, isChineseId, isMobile } from './numbers.ts'

/** `long-number` is any other run of six digits or more: it may be a customer or account number. */
export type IdentifierKind = 'card' | 'cn-id' | 'mobile' | 'cvv' | 'otp' | 'email' | 'long-number'

/** Something in a text that may name a person or an account, or is a secret. */
export interface Identifier extends Range {
  kind: IdentifierKind
}

type Finder = (text: string, chains: readonly Range[][]) => Range[]

/** In order of precedence: where two kinds overlap, the one that says more stands. */
const finders: readonly [IdentifierKind, Finder][] = [
  ['cn-id', windows(isChineseId)],
  ['card', windows(isCard)],
  ['mobile', windows(isMobile)],
  [
    'otp',
    beside(
      '验证码|校验码|动态码|动态口令|动态密码|短信码|密码|otp|passcode|password|verification code',
      '4,8',
    ),
  ],
  ['cvv', beside('cvv2?|cvc2?|cvn2?|安全码|背面[后末]?3位(?:数字?)?', '3,4')],
  ['email', (text) => matches(text, /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g)],
  ['long-number', longNumbers],
]

/** Everything that looks like an identifier or a secret, by place, without overlaps. */
export function scanIdentifiers(text: string): Identifier[] {
  const folded = foldDigits(fold(text))
  const chains = digitChains(folded.text)
  const found: Identifier[] = []
  for (const [kind, find] of finders) {
    for (const range of find(folded.text, chains)) {
      if (!found.some((other) => overlaps(other, range))) found.push({ kind, ...range })
    }
  }
  return found
    .map((one) => ({ kind: one.kind, ...unfold(folded, one) }))
    .toSorted((a, b) => a.start - b.start)
}

/** Whether one of the values stands in the text, whatever its spacing, width or case. One character is no value. */
export function containsAny(text: string, values: readonly string[]): boolean {
  const filler = /[\s\p{Cf}\p{Pd}·•._]/u
  const compact = fold(text, filler).text
  return values
    .map((value) => fold(value, filler).text)
    .some((value) => value.length > 1 && compact.includes(value))
}

const numerals = '零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖幺'
const numeralValues = '012345678901234567891'

/** Digits written out in Chinese are digits. */
function foldDigits(folded: FoldedText): FoldedText {
  const text = folded.text.replace(/[零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖幺]/g, (numeral) =>
    numeralValues.charAt(numerals.indexOf(numeral)),
  )
  return { ...folded, text }
}

/** Runs of digits, those parted by a space, dash or dot together. */
function digitChains(text: string): Range[][] {
  const chains: Range[][] = []
  for (const run of matches(text, /\d+/g)) {
    const chain = chains.at(-1)
    const gap = text.slice(chain?.at(-1)?.end ?? 0, run.start)
    if (chain && /^[\s\p{Pd}._·]{1,2}$/u.test(gap)) chain.push(run)
    else chains.push([run])
  }
  return chains
}

/** Every stretch of whole runs whose digits together pass the test, the longest first. */
function windows(test: (digits: string) => boolean): Finder {
  return (text, chains) =>
    chains
      .flatMap((chain) => chain.flatMap((first, at) => stretches(text, first, chain.slice(at))))
      .filter(({ digits }) => test(digits))
      .map(({ start, end }) => ({ start, end }))
      .toSorted((a, b) => b.end - b.start - (a.end - a.start))
}

function stretches(text: string, { start }: Range, runs: readonly Range[]): (Range & { digits: string })[] {
  let digits = ''
  return runs.slice(0, 20).flatMap((run) => {
    digits += text.slice(run.start, run.end)
    const plain = { start, end: run.end, digits }
    const withX = /^x(?![a-z])/.test(text.slice(run.end, run.end + 2))
    return withX ? [plain, { start, end: run.end + 1, digits: `${digits}x` }] : [plain]
  })
}

/** Digits right after, or right before, a word that says what they are. */
function beside(words: string, length: string): Finder {
  const link = '[\\s:=,"\'「“(是为]{0,6}'
  const after = new RegExp(`(?:${words})${link}(\\d{${length}})(?!\\d)`, 'dg')
  const before = new RegExp(`(?<!\\d)(\\d{${length}})${link}(?:${words})`, 'dg')
  return (text) =>
    [after, before].flatMap((pattern) =>
      [...text.matchAll(pattern)].flatMap(({ indices }) => {
        const [start, end] = indices?.[1] ?? []
        return start === undefined || end === undefined ? [] : [{ start, end }]
      }),
    )
}

const date = /(?:19|20)\d\d[\s\p{Pd}.](?:0?[1-9]|1[0-2])[\s\p{Pd}.](?:[12]\d|3[01]|0?[1-9])(?!\d)/gu

function longNumbers(text: string, chains: readonly Range[][]): Range[] {
  const spaced = chains.filter((chain) => chain.length > 1).map((chain) => whole(chain))
  const long = spaced.filter(({ start, end }) => {
    const rest = text.slice(start, end).replace(date, '')
    return rest.replace(/\D/g, '').length >= 9
  })
  return [...long, ...matches(text, /\d{6,}/g)]
}

const whole = (chain: readonly Range[]): Range => ({
  start: chain[0]?.start ?? 0,
  end: chain.at(-1)?.end ?? 0,
})

const matches = (text: string, pattern: RegExp): Range[] =>
  [...text.matchAll(pattern)].map(({ index, 0: found }) => ({ start: index, end: index + found.length }))

const overlaps = (a: Range, b: Range) => a.start < b.end && b.start < a.end
