/** One line of a file without its end. */
export interface Line {
  /** From 1, as editors count. */
  number: number
  bytes: Uint8Array
  /** False on a last line without a line end. */
  ended: boolean
  /** The line was longer than a row can be, and is not here. */
  tooLong: boolean
}

export const LONGEST_LINE = 1 << 20
const LF = 0x0a
const CR = 0x0d

/** Cuts bytes into lines, a chunk's worth at a time, in memory bounded by the longest line. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line[]> {
  let rest: Uint8Array<ArrayBufferLike> = new Uint8Array()
  let skipping = false
  let number = 0
  const line = (bytes: Uint8Array, ended: boolean): Line => {
    const tooLong = skipping || bytes.length > LONGEST_LINE
    skipping = false
    number += 1
    return { number, bytes: tooLong ? new Uint8Array() : withoutCr(bytes), ended, tooLong }
  }
  for await (const chunk of chunks) {
    const bytes = rest.length ? Buffer.concat([rest, chunk]) : chunk
    const lines: Line[] = []
    let start = 0
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
      lines.push(line(bytes.subarray(start, end), true))
      start = end + 1
    }
    rest = bytes.subarray(start)
    if (rest.length > LONGEST_LINE) {
      skipping = true
      rest = new Uint8Array()
    }
    yield lines
  }
  if (rest.length || skipping) yield [line(rest, false)]
}

function withoutCr(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === CR ? bytes.subarray(0, -1) : bytes
}
