import type { Range } from '../../worker/decision/fold.ts'

/** A text whose places are marked with 〔 and 〕, as the text without marks and the places. */
export function marked(text: string): { plain: string; ranges: Range[] } {
  const ranges: Range[] = []
  let plain = ''
  for (const [at, piece] of text.split(/[〔〕]/).entries()) {
    if (at % 2 === 1) ranges.push({ start: plain.length, end: plain.length + piece.length })
    plain += piece
  }
  return { plain, ranges }
}
