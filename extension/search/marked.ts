import { union } from '../../worker/decision/text/places.ts'
import { isHan } from './terms.ts'

/** A piece of a text; `hit`: it was looked for. */
export interface MarkedPart {
  text: string
  hit: boolean
}

const wordCharacter = /[\p{L}\p{N}]/u

/** Places of a term: anywhere for Chinese, whole words for others. */
function placesOf(text: string, term: string): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = []
  for (let start = text.indexOf(term); start >= 0; start = text.indexOf(term, start + 1)) {
    const end = start + term.length
    const beside = [text.charAt(start - 1), text.charAt(end)]
    const whole = isHan(term) || beside.every((one) => !wordCharacter.test(one) || isHan(one))
    if (whole) places.push({ start, end })
  }
  return places
}

/** A text cut where terms stand in it. Single characters are marked only where nothing longer is. */
export function marked(text: string, terms: readonly string[]): MarkedPart[] {
  // As long as the text itself: places must fit.
  const small = text.toLowerCase()
  if (small.length !== text.length) return [{ text, hit: false }]
  const long = terms.filter((term) => [...term].length > 1).flatMap((term) => placesOf(small, term))
  const places = union(long.length ? long : terms.flatMap((term) => placesOf(small, term)))
  const parts: MarkedPart[] = []
  let from = 0
  for (const { start, end } of places) {
    parts.push({ text: text.slice(from, start), hit: false }, { text: text.slice(start, end), hit: true })
    from = end
  }
  return [...parts, { text: text.slice(from), hit: false }].filter((part) => part.text)
}

/** How many terms stand in a text. */
export const heldIn = (text: string, terms: readonly string[]): number => {
  const small = text.toLowerCase()
  return terms.filter((term) => placesOf(small, term).length > 0).length
}
