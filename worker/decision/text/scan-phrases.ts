import { FILLER, OTHER, type Tables } from './scan-tables.ts'

/** A phrase that stands in a text, by its number from 1; the range is in UTF-16 units. */
export interface Occurrence {
  phrase: number
  start: number
  end: number
}

/** At least the longest phrase; a power of two. */
const PLACES = 128

/** Searches a text for all phrases of the tables at once. Not to be asked again while it answers. */
export class PhraseScanner {
  readonly #tables: Tables
  /** Where the last characters that were no filler began, in turn. */
  readonly #places = new Int32Array(PLACES)
  #kept = 0
  #found: Occurrence[] = []

  constructor(tables: Tables) {
    this.#tables = tables
  }

  /** Every phrase that stands in the text, overlapping ones too, by where they end. */
  scan(text: string): Occurrence[] {
    const { units, ends } = this.#tables
    this.#found = []
    this.#kept = 0
    let slot = 0
    for (let at = 0; at < text.length; at++) {
      const symbol = units[text.charCodeAt(at)] as number
      if (symbol === 0) slot = 0
      else if (symbol < OTHER) {
        this.#places[this.#kept++ & (PLACES - 1)] = at
        slot = this.#step(slot, symbol)
        if (ends[slot] !== 0) this.#report(slot, at + 1)
      } else if (symbol !== FILLER) {
        slot = this.#other(slot, text, at)
        if (isPair(text, at)) at++
      }
    }
    return this.#found
  }

  /** One symbol on; where no phrase goes on like that, on from the longest end that is the beginning of another. */
  #step(from: number, symbol: number): number {
    const { slots, symbols } = this.#tables
    let slot = from
    let next = (slots[slot << 1] as number) + symbol
    while (symbols[next] !== symbol) {
      if (slot === 0) return 0
      slot = slots[(slot << 1) + 1] as number
      next = (slots[slot << 1] as number) + symbol
    }
    return next
  }

  /** A character of two units, or one that is read as several. */
  #other(from: number, text: string, at: number): number {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
    const read = this.#tables.others.get(character)
    if (!read) return isPicture(character) ? from : 0
    let slot = from
    for (const symbol of read) {
      this.#places[this.#kept++ & (PLACES - 1)] = at
      slot = this.#step(slot, symbol)
      if (this.#tables.ends[slot] !== 0) this.#report(slot, at + character.length)
    }
    return slot
  }

  #report(slot: number, end: number): void {
    const { ends, phrases } = this.#tables
    for (let phrase = ends[slot] as number; phrase !== 0; phrase = phrases[phrase * 3 - 2] as number) {
      const first = this.#kept - (phrases[phrase * 3 - 3] as number)
      this.#found.push({ phrase, start: this.#places[first & (PLACES - 1)] as number, end })
    }
  }
}

const isPair = (text: string, at: number) => (text.codePointAt(at) ?? 0) > 0xffff

/** Emoji, their parts and their tags. */
function isPicture(character: string): boolean {
  const point = character.codePointAt(0) ?? 0
  return (point >= 0x1f000 && point < 0x20000) || (point >= 0xe0000 && point < 0xf0000)
}
