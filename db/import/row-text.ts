import { likelyEncoding } from './decode.ts'
import type { Split } from './fields.ts'
import type { Header } from './header.ts'
import type { Line } from './lines.ts'
import { Problem } from './refusal.ts'

/** The fields of a row, or what is wrong and which leading fields can be trusted all the same. */
export type RowText = { fields: string[] } | { problem: Problem; trusted: string[] }

/** From a line's bytes to as many fields as the header has. `whole` is false where the file is known to break off. */
export function readRowText(line: Line, header: Header, split: Split, whole: boolean): RowText {
  if (line.tooLong) return { problem: new Problem('too-long'), trusted: [] }
  const text = header.decode(line.bytes)
  if (text === null) return wrongEncoding(line.bytes, header, split)
  const { fields, wrong } = split(text)
  const expected = header.count
  const found = fields.length
  if (!wrong && found === expected && (line.ended || whole)) return { fields }
  // The last field of a row that breaks off may itself be broken.
  const trusted = fields.slice(0, -1)
  if (!line.ended && found <= expected) return { problem: new Problem('cut'), trusted }
  if (wrong) return { problem: new Problem(wrong), trusted }
  if (found < expected) return { problem: new Problem('too-few-columns', null, { expected, found }), trusted }
  return { problem: new Problem('too-many-columns', null, { expected, found }), trusted: [] }
}

/** Fields without a wrong byte can be trusted where the row has its full count. */
function wrongEncoding(bytes: Uint8Array, { encoding, count }: Header, split: Split): RowText {
  const problem = new Problem('wrong-encoding', null, { encoding, likely: likelyEncoding(bytes) })
  const { fields, wrong } = split(new TextDecoder(encoding).decode(bytes))
  if (wrong || fields.length !== count) return { problem, trusted: [] }
  return { problem, trusted: fields.map((field) => (field.includes('\uFFFD') ? '' : field)) }
}
