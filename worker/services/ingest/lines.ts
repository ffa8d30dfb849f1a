import type { RowProblemCode } from '../../contract/ingest.ts'

/** Longest line, in characters. */
const LONGEST_LINE = 65_536

/** Lines of one piece of a body; one that cannot be read has its problem in place of its text. */
export interface Line {
  /** From 1. */
  number: number
  text: string
  problem?: Extract<RowProblemCode, 'too-long' | 'not-utf-8'>
}

/** What a wrong byte of UTF-8 becomes. */
const WRONG = '\uFFFD'

/** Cuts a body into lines, a piece's worth at a time, in memory bounded by the longest line. Blank lines are left out. */
export async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Line[]> {
  const decoder = new TextDecoder('utf-8')
  let [rest, number, skipping] = ['', 0, false]
  const line = (text: string): Line => {
    const tooLong = skipping || text.length > LONGEST_LINE
    skipping = false
    number += 1
    if (tooLong) return { number, text: '', problem: 'too-long' }
    return text.includes(WRONG) ? { number, text: '', problem: 'not-utf-8' } : { number, text }
  }
  const isRow = ({ text, problem }: Line) => problem !== undefined || text.trim() !== ''
  for await (const piece of body) {
    const texts = (rest + decoder.decode(piece, { stream: true })).split('\n')
    rest = texts.pop() ?? ''
    yield texts.map(line).filter(isRow)
    if (rest.length > LONGEST_LINE) {
      skipping = true
      rest = ''
    }
  }
  rest += decoder.decode()
  if (rest || skipping) yield [line(rest)].filter(isRow)
}
