import { FILLER, NODE, OTHER, type Tables } from './scan-tables.ts'

/** A phrase that stands in a text, by its number from 1; the range is in UTF-16 units. */
export interface Occurrence {
  phrase: number
  start: number
  end: number
}

/** Every phrase of the tables that stands in a text, overlapping ones too, by where they end. */
export function scanPhrases(text: string, tables: Tables): Occurrence[] {
  const { phrases } = tables
  const found: Occurrence[] = []
  const ends = findEnds(text, tables)
  for (let at = 0; at < ends.length; at += 3) {
    const [end, unread] = [ends[at + 1] as number, ends[at + 2] as number]
    // With a phrase end the shorter ones that it ends with.
    for (let phrase = ends[at] as number; phrase !== 0; phrase = phrases[phrase * 3 - 2] as number) {
      const symbols = (phrases[phrase * 3 - 3] as number) + unread
      found.push({ phrase, start: startOf(symbols, text, end, tables), end })
    }
  }
  return found
}

/**
 * Triples: the longest phrase that ends at a place, the place, and how many letters of the last character are behind it.
 * One look a unit, hardly a call, one array: this runs over the whole text at every keystroke.
 */
function findEnds(text: string, tables: Tables): number[] {
  const { units, nodes } = tables
  const found: number[] = []
  let node = 0
  for (let at = 0; at < text.length; at++) {
    const symbol = units[text.charCodeAt(at)] as number
    if (symbol === 0) node = 0
    else if (symbol < OTHER) {
      let next = (nodes[node] as number) + symbol * NODE
      while ((nodes[next + 2] as number) >>> 16 !== symbol) {
        node = nodes[node + 1] as number
        if (node < 0) break
        next = (nodes[node] as number) + symbol * NODE
      }
      node = node < 0 ? 0 : next
      const phrase = (nodes[node + 2] as number) & 0xffff
      if (phrase !== 0) found.push(phrase, at + 1, 0)
    } else if (symbol === OTHER) {
      node = readOther(text, at, node, tables, found)
      if (isPair(text, at)) at++
    }
  }
  return found
}

/** A character of two units, or one that is read as several. Returns the node it leads to. */
function readOther(text: string, at: number, from: number, tables: Tables, found: number[]): number {
  const character = String.fromCodePoint(text.codePointAt(at) as number)
  const read = tables.others.get(character)
  if (!read) return isPicture(character) ? from : 0
  let node = from
  for (const [place, symbol] of read.entries()) {
    node = step(node, symbol, tables.nodes)
    const phrase = (tables.nodes[node + 2] as number) & 0xffff
    if (phrase !== 0) found.push(phrase, at + character.length, read.length - place - 1)
  }
  return node
}

/** One symbol on; where no phrase goes on like that, on from the longest end that is the beginning of another. */
function step(from: number, symbol: number, nodes: Int32Array): number {
  for (let node = from; node >= 0; node = nodes[node + 1] as number) {
    const next = (nodes[node] as number) + symbol * NODE
    if ((nodes[next + 2] as number) >>> 16 === symbol) return next
  }
  return 0
}

/** So many symbols back. */
function startOf(length: number, text: string, end: number, { units, others }: Tables): number {
  let at = end
  for (let left = length; left > 0; ) {
    at--
    const symbol = units[text.charCodeAt(at)] as number
    if (symbol > 0 && symbol < OTHER) left--
    else if (symbol !== FILLER) {
      if (isLow(text.charCodeAt(at))) at--
      left -= others.get(String.fromCodePoint(text.codePointAt(at) ?? 0))?.length ?? 0
    }
  }
  return at
}

const isPair = (text: string, at: number) => (text.codePointAt(at) ?? 0) > 0xffff
const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000

/** Emoji, their parts and their tags. */
function isPicture(character: string): boolean {
  const point = character.codePointAt(0) ?? 0
  return (point >= 0x1f000 && point < 0x20000) || (point >= 0xe0000 && point < 0xf0000)
}
