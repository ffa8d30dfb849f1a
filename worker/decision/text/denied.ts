import type { Range } from '../fold.ts'
import { CLAUSE_END, listBefore, wordAfter, wordBefore } from './exception-words.ts'

/** What reading from a phrase word by word comes to. */
export type Reading = 'denied' | 'asked' | 'said'

/** Most words read on either side: a clause is shorter, and a text made to be slow to read is not. */
const WORDS = 40

const clauseEnd = new RegExp(`[${CLAUSE_END}]`)
const word = /[\p{L}\p{N}、/]/u

/**
 * Leftwards from a phrase: rule 1 and the questions of rule 3.
 * @param text in the letters of the tables
 * @param before phrases further left, by where they end
 */
export function readBefore(text: string, start: number, before: ReadonlyMap<number, Range>): Reading {
  let denials = 0
  let at = start
  for (let count = 0; count < WORDS; count++) {
    const place = skipBefore(text, at)
    const found = wordAt(wordBefore, text, place)
    if (found?.kind === 'question') return 'asked'
    if (found?.kind === 'denial') denials++
    const length = found?.kind === 'joiner' ? joined(text, place, found.length, before) : found?.length
    if (!found || found.kind === 'other' || length === undefined) break
    if (length < 0) return 'denied'
    at = place - length
  }
  return denials % 2 === 1 ? 'denied' : 'said'
}

/** How far a joiner reaches: over the phrase before it; -1 where it ends a list that is denied; else itself. */
function joined(text: string, place: number, length: number, before: ReadonlyMap<number, Range>): number {
  const end = skipBefore(text, place - length)
  const phrase = before.get(end)
  if (phrase) return place - phrase.start
  return wordAt(listBefore, text, end) ? -1 : length
}

/** Rightwards from a phrase: rule 2 and the question of rule 3. */
export function readAfter(text: string, end: number): Reading {
  let at = end
  for (let count = 0; count < WORDS; count++) {
    const place = skipAfter(text, at)
    const found = wordAt(wordAfter, text, place)
    if (!found) break
    if (found.kind === 'denial') return 'denied'
    if (found.kind === 'question') return 'asked'
    at = place + found.length
  }
  return 'said'
}

function wordAt(pattern: RegExp, text: string, place: number) {
  pattern.lastIndex = place
  const groups = pattern.exec(text)?.groups ?? {}
  const [kind, found] = Object.entries(groups).find(([, one]) => one !== undefined) ?? []
  return kind === undefined ? undefined : { kind, length: found?.length ?? 0 }
}

/** Over spaces and signs of the same clause. */
function skipBefore(text: string, start: number): number {
  let at = start
  while (at > 0 && !word.test(text.charAt(at - 1)) && !endsClause(text, at - 1)) at--
  return at
}

function skipAfter(text: string, end: number): number {
  let at = end
  while (at < text.length && !/[\p{L}\p{N}?？]/u.test(text.charAt(at)) && !endsClause(text, at)) at++
  return at
}

/** A dot ends a clause where a space follows. */
export function endsClause(text: string, at: number): boolean {
  const sign = text.charAt(at)
  return clauseEnd.test(sign) || (sign === '.' && /^\s?$/.test(text.charAt(at + 1)))
}
