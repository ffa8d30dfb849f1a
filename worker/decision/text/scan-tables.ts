import type { TextTables } from '../../contract/text-tables.ts'
import { fromBase64 } from './base64.ts'

/** Symbol of what may stand between the characters of a phrase. */
export const FILLER = 0xffff
/** Symbol of a unit that does not say alone what is read: half of a character, or several characters in one. */
export const OTHER = 0xfffe

/** What a phrase is to a check, as the tables number it. */
export const ROLES = { forbidden: 0, required: 1, innocent: 2 } as const
export type Role = (typeof ROLES)[keyof typeof ROLES]

/** Numbers a node takes. */
export const NODE = 3

/** Contract TextTables, unpacked. */
export interface Tables extends Pick<TextTables, 'letters' | 'checks'> {
  /** Symbol of every UTF-16 unit; 0 for what no phrase holds. */
  units: Uint16Array
  others: ReadonlyMap<string, readonly number[]>
  nodes: Int32Array
  phrases: Uint16Array
  owners: Uint16Array
}

/** Undefined for tables of another format: nothing is known about them. Throws where one is no base64. */
export function readTables(packed: TextTables): Tables | undefined {
  if (packed.format !== 1) return undefined
  const small = (base64: string) => new Uint16Array(fromBase64(base64))
  return {
    letters: packed.letters,
    checks: packed.checks,
    units: spread(small(packed.units)),
    others: new Map(Object.entries(packed.others)),
    nodes: new Int32Array(fromBase64(packed.nodes)),
    phrases: small(packed.phrases),
    owners: small(packed.owners),
  }
}

function spread(runs: Uint16Array): Uint16Array {
  const units = new Uint16Array(0x10000)
  for (let at = 0; at < runs.length; at += 3) {
    const [first = 0, length = 0, symbol = 0] = runs.subarray(at, at + 3)
    units.fill(symbol, first, first + length)
  }
  return units
}
