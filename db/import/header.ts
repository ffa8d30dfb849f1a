import { type Decode, likelyEncoding, readMark, strictDecoder } from './decode.ts'
import type { Split } from './fields.ts'
import type { FileSpec } from './mapping.ts'
import { Problem } from './refusal.ts'
import { allColumns, keyColumns } from './rows/compile.ts'

/** What the first line of a file tells about the rest. */
export interface Header {
  /** Position by header text. */
  columns: Map<string, number>
  count: number
  encoding: string
  decode: Decode
  /** To be known, though the rows can be read. */
  notes: Problem[]
}

/** Reads the header line; a problem where no row under it can be read. */
export function readHeader(
  bytes: Uint8Array,
  spec: FileSpec,
  declared: string,
  split: Split,
): Header | Problem {
  const mark = readMark(bytes)
  if (mark === 'utf-16') return new Problem('utf-16')
  const encoding = mark ?? declared
  const decode = strictDecoder(encoding)
  const text = decode(mark ? bytes.subarray(3) : bytes)
  if (text === null) {
    return new Problem('wrong-header-encoding', null, { encoding, likely: likelyEncoding(bytes) })
  }
  const { fields: names, wrong } = split(text)
  if (wrong) return new Problem(wrong)
  const columns = new Map(names.map((name, i) => [name.trim(), i] as const).reverse())
  const missing = allColumns(spec).filter((column) => !columns.has(column))
  const key = missing.find((column) => keyColumns(spec).includes(column))
  if (key) return new Problem('missing-key-column', key)
  const foreign = mark === 'utf-8' && !/^utf-?8$/i.test(declared)
  const notes = [
    ...(foreign ? [new Problem('utf-8-mark', null, { encoding: declared })] : []),
    ...missing.map((column) => new Problem('missing-column', column)),
  ]
  return { columns, count: names.length, encoding, decode, notes }
}
