import { type FoldedText, fold, type Range, unfold } from './fold.ts'

/** A phrase in the spelling in which it is looked for. */
export interface FoldedPhrase {
  text: string
  /** Begins and ends with a Latin letter or digit, so it is a word of its own or nothing. */
  latin: boolean
}

/** Spaces, dashes and dots between characters hide a phrase from a plain search and from nobody else. */
const filler = /[\s\p{Cf}\p{Pd}*_·•.…~"'“”‘’]/u

/** The stated exceptions: denied right before it, a phrase is no promise ... */
const denial = [
  /(不|非|没|没有|并无|未|勿|不能|不得|不会|不可|不是|不承诺|无法|禁止|严禁|不属于)((向|对|跟|给)客户)?$/,
  /\b(no|not|never|without|cannot|can't|isn't|aren't|don't|not a|not an)$/,
]
/** ... and asked whether (有没有风险) it is none either. */
const question = /有[无没]/

export function foldPhrase(phrase: string): FoldedPhrase {
  const { text } = fold(phrase, filler)
  return { text, latin: /^[a-z0-9].*[a-z0-9]$/.test(text) }
}

/** Every phrase that stands in the text and is not excepted, by place. */
export function findPhrases(text: string, phrases: readonly FoldedPhrase[]): Range[] {
  const folded = fold(text, filler)
  return phrases
    .flatMap((phrase) => occurrences(folded, phrase).filter((range) => counts(text, range, phrase)))
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
}

function occurrences(folded: FoldedText, phrase: FoldedPhrase): Range[] {
  const found: Range[] = []
  let start = folded.text.indexOf(phrase.text)
  while (start >= 0) {
    found.push(unfold(folded, { start, end: start + phrase.text.length }))
    start = folded.text.indexOf(phrase.text, start + 1)
  }
  return found
}

function counts(text: string, range: Range, phrase: FoldedPhrase): boolean {
  return (!phrase.latin || standsAlone(text, range)) && !excepted(text.slice(0, range.start), phrase)
}

function excepted(before: string, { text }: FoldedPhrase): boolean {
  const near = before.slice(-24).normalize('NFKC').toLowerCase().trimEnd()
  return denial.some((words) => words.test(near)) || question.test(near.slice(-1) + text.slice(0, 1))
}

const letter = /[\p{Script=Latin}\d]/u
const standsAlone = (text: string, { start, end }: Range) =>
  !letter.test(text.slice(start - 1, start)) && !letter.test(text.slice(end, end + 1))
