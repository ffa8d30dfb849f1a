import { type Exceptions, en, zh } from './exceptions.ts'

/** Ends a clause: what stands behind it is said anew. A dot does so before a space. */
export const CLAUSE_END = '，,；;。！？!?\\n\\r'
const gap = (most: number) => `[^${CLAUSE_END}]{0,${most}}?`
const DENIAL = "(?:not|never|cannot|[a-z]+n't)"

type List = keyof Exceptions
const wordsOf = (list: string) => list.split(' ').filter(Boolean)

/** The longest word first, so that the one that says more is read. */
const longestFirst = (list: string) => wordsOf(list).toSorted((a, b) => b.length - a.length)
const oneOf = (words: string[]) => `(?:${words.join('|')})`
const chinese = (list: List) => oneOf(longestFirst(zh[list]).map((word) => word.replace('…', gap(12))))

/** English words stand alone. */
const english = (list: List) =>
  `\\b${oneOf(longestFirst(en[list]).map((word) => word.replaceAll('_', ' ').replace('…', gap(24)).replace('NOT', DENIAL)))}\\b`

/** Pattern of the words of a list in both languages. */
export const anyOf = (list: List) => `(?:${chinese(list)}|${english(list)})`

/** Pattern of a word of one list and, a few words further in the clause, one of another. Agents mix languages. */
export const followedBy = (first: List, second: List) =>
  `(?:${anyOf(first)}${gap(12)}${anyOf(second)}|${english(first)}${gap(24)}${english(second)})`

/** A word that is read on the way from a phrase, and what it is. */
export interface Word {
  kind: 'question' | 'otherwise' | 'denial' | 'again' | 'joiner' | 'between' | 'after'
  length: number
}

type Lexicon = ReadonlyMap<string, Word['kind']>

/** Where a word is in two lists, the first of them says what it is. */
function lexicon(...lists: [List, Word['kind']][]): Lexicon {
  const words = lists.flatMap(([list, kind]) =>
    wordsOf(`${zh[list]} ${en[list]}`).map((word) => [word, kind] as const),
  )
  return new Map(words.toReversed())
}

const leftwards = lexicon(
  ['questions', 'question'],
  ['otherwise', 'otherwise'],
  ['again', 'again'],
  ['denials', 'denial'],
  ['joiners', 'joiner'],
  ['between', 'between'],
)
const rightwards = lexicon(['deniedAfter', 'denial'], ['after', 'after'])
const LONGEST = 6

/** One word leftwards from a place, or undefined where none of the lists stands there. */
export function wordBefore(text: string, at: number): Word | undefined {
  const latin = latinBefore.exec(text.slice(Math.max(0, at - 20), at))?.[0]
  if (latin !== undefined) return known(leftwards, latin)
  const length = addressed(text, at)
  if (length > 0) return { kind: 'between', length }
  for (let length = Math.min(LONGEST, at); length > 0; length--) {
    const word = known(leftwards, text.slice(at - length, at))
    if (word) return word
  }
  return undefined
}

/** One word rightwards from a place. */
export function wordAfter(text: string, at: number): Word | undefined {
  if (/^[吗么嘛?？]/.test(text.charAt(at))) return { kind: 'question', length: 1 }
  const latin = latinAfter.exec(text.slice(at, at + 20))?.[0]
  if (latin !== undefined) return deniedInEnglish(text, at) ?? known(rightwards, latin)
  for (let length = LONGEST; length > 0; length--) {
    const word = known(rightwards, text.slice(at, at + length))
    if (word) return word
  }
  return undefined
}

const latinBefore = /[a-z'-]+$/
const latinAfter = /^[a-z'-]+/
const known = (words: Lexicon, word: string): Word | undefined => {
  const kind = words.get(word)
  return kind && { kind, length: word.length }
}

const notThat = new RegExp(english('deniedAfter'), 'y')

function deniedInEnglish(text: string, at: number): Word | undefined {
  notThat.lastIndex = at
  const length = notThat.exec(text)?.[0].length
  return length === undefined ? undefined : { kind: 'denial', length }
}

const whom = new RegExp(`${chinese('whom')}$`)
const to = new RegExp(`${chinese('to')}${gap(12)}$`)

/** Length of 向任何一位客户, 对他: to whom something is said; 0 where nothing like it ends here. */
function addressed(text: string, at: number): number {
  const found = whom.exec(text.slice(Math.max(0, at - 3), at))?.[0].length
  if (!found) return 0
  const length = to.exec(text.slice(Math.max(0, at - found - 13), at - found))?.[0].length
  return length ? found + length : 0
}

const list = new RegExp(`${followedBy('denials', 'listing')}[^${CLAUSE_END}]{1,24}$`)

/** Whether a list that is denied ends at a place. */
export const deniedList = (text: string, at: number) => list.test(text.slice(Math.max(0, at - 48), at))

const abbreviation = /\b(?:incl|e\.?g|i\.?e|p\.a|approx|mr|mrs|ms|dr|vs)$/i

/** A dot ends a clause where a space follows, unless it shortens a word. */
export function endsClause(text: string, at: number): boolean {
  const sign = text.charAt(at)
  if (sign === '.')
    return /^\s?$/.test(text.charAt(at + 1)) && !abbreviation.test(text.slice(Math.max(0, at - 7), at))
  return '，,；;。！？!?\n\r'.includes(sign)
}
