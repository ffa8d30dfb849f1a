import type { Range } from '../fold.ts'
import { deniedList, endsClause, type Word, wordAfter, wordBefore } from './exception-words.ts'

/** What reading from a phrase word by word comes to. */
export type Reading = 'denied' | 'asked' | 'said'

/** Most words read on either side: a clause is shorter, and a text made to be slow to read is not. */
const WORDS = 30

/**
 * Leftwards from a phrase: rule 1 and the questions of rule 3.
 * @param text in the letters of the tables
 * @param before phrases further left, by where they end
 */
export function readBefore(text: string, start: number, before: ReadonlyMap<number, Range>): Reading {
  const denials = new Denials()
  let at = start
  for (let count = 0; count < WORDS; count++) {
    const place = skipBefore(text, at)
    const beside = /\S/.test(text.slice(place, at)) ? before.get(place) : undefined
    const word: Word | undefined = beside
      ? { kind: 'between', length: place - beside.start }
      : wordBefore(text, place)
    if (word?.kind === 'question') return 'asked'
    if (!word || word.kind === 'otherwise' || (word.kind === 'joiner' && denials.odd)) break
    denials.read(word)
    if (word.kind === 'joiner' && deniedList(text, place - word.length)) return 'denied'
    at = word.kind === 'joiner' ? joined(text, place, word, before) : place - word.length
  }
  return denials.odd ? 'denied' : 'said'
}

/** Counts denials; 不会也不应 is one. */
class Denials {
  odd = false
  #goesOn = false

  read({ kind }: Word): void {
    if (kind !== 'denial' && kind !== 'again') return
    if (!this.#goesOn) this.odd = !this.odd
    this.#goesOn = kind === 'again'
  }
}

/** A joiner reaches over the phrase before it. */
function joined(text: string, place: number, { length }: Word, before: ReadonlyMap<number, Range>): number {
  const end = skipBefore(text, place - length)
  return before.get(end)?.start ?? end
}

/** Rightwards from a phrase: rule 2 and the question of rule 3. */
export function readAfter(text: string, end: number): Reading {
  let at = end
  for (let count = 0; count < WORDS; count++) {
    const place = skipAfter(text, at)
    const word = wordAfter(text, place)
    if (!word) break
    if (word.kind === 'denial') return 'denied'
    if (word.kind === 'question') return 'asked'
    at = place + word.length
  }
  return 'said'
}

const sign = /[^\p{L}\p{N}]/u

/** Over spaces and signs of the same clause; what joins is a word. */
function skipBefore(text: string, start: number): number {
  let at = start
  while (at > 0 && !'、/'.includes(text.charAt(at - 1)) && isSkipped(text, at - 1)) at--
  return at
}

function skipAfter(text: string, end: number): number {
  let at = end
  while (at < text.length && isSkipped(text, at)) at++
  return at
}

const isSkipped = (text: string, at: number) => sign.test(text.charAt(at)) && !endsClause(text, at)
