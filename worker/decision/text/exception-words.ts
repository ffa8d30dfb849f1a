import { type Exceptions, en, zh } from './exceptions.ts'

/** Ends a clause: what stands behind it is said anew. A dot does so before a space. */
export const CLAUSE_END = '，,；;。！？!?\\n\\r'
const gap = (most: number) => `[^${CLAUSE_END}]{0,${most}}?`
const DENIAL = "(?:not|never|cannot|[a-z]+n't)"

/** The longest word first, so that the one that says more is read. */
const longestFirst = (words: string) =>
  words
    .split(' ')
    .filter(Boolean)
    .toSorted((a, b) => b.length - a.length)

const chinese = (list: keyof Exceptions) => longestFirst(zh[list]).map((word) => word.replace('…', gap(12)))

/** English words stand alone. */
const english = (list: keyof Exceptions) =>
  longestFirst(en[list])
    .map((word) => word.replaceAll('_', ' ').replace('…', gap(24)).replace('NOT', DENIAL))
    .map((word) => `(?<![a-z])${word}(?![a-z])`)

/** Pattern of the words of a list in both languages. */
export const anyOf = (list: keyof Exceptions) => `(?:${[...chinese(list), ...english(list)].join('|')})`

/** Pattern of a word of one list and, a few words further in the clause, one of another. */
export const followedBy = (first: keyof Exceptions, second: keyof Exceptions) =>
  `(?:(?:${chinese(first).join('|')})${gap(12)}(?:${chinese(second).join('|')})|(?:${english(first).join('|')})${gap(24)}(?:${english(second).join('|')}))`

const to = `(?:${chinese('to').join('|')})${gap(12)}(?:${chinese('whom').join('|')})`
const list = `${followedBy('denials', 'listing')}[^${CLAUSE_END}]{1,24}`
const group = (name: string, words: string) => `(?<${name}>${words})`

/** One word leftwards from a place; its group tells what it is. */
export const wordBefore = new RegExp(
  `(?<=${[
    group('question', anyOf('questions')),
    group('other', `(?:${chinese('otherwise').join('|')})`),
    group('denial', anyOf('denials')),
    group('joiner', anyOf('joiners')),
    group('to', to),
    group('between', anyOf('between')),
  ].join('|')})`,
  'y',
)

/** A denied list that ends at a place. */
export const listBefore = new RegExp(`(?<=${group('list', list)})`, 'y')

/** One word rightwards from a place. */
export const wordAfter = new RegExp(
  [
    group('question', '[吗么嘛?？]'),
    group('denial', anyOf('deniedAfter')),
    group('after', anyOf('after')),
  ].join('|'),
  'y',
)
