import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import type { AuditFault } from '../../db/audit/fault.ts'
import type { Places } from './export-file.ts'

/** No line of an export is longer. Bytes. */
const LONGEST = 8192

/** One bit of one record. */
export interface Flip {
  kind: keyof Places
  /** Sequence or id of the record. */
  number: number
  /** Place in the file, and bit of that byte. */
  byte: number
  bit: number
}

/** Draws one bit among the records of a kind; the line feed that ends a record belongs to it. @param random 0..1 */
export function drawFlip(path: string, places: Places, kind: keyof Places, random: () => number): Flip {
  const [from, until] = places[kind]
  const byte = from + Math.floor(random() * (until - from))
  const record = JSON.parse(lineAround(path, byte, from))
  return { kind, number: record.sequence ?? record.id, byte, bit: Math.floor(random() * 8) }
}

function lineAround(path: string, byte: number, from: number): string {
  const start = Math.max(from, byte - LONGEST)
  const buffer = Buffer.alloc(2 * LONGEST)
  const file = openSync(path, 'r')
  const length = readSync(file, buffer, 0, buffer.length, start)
  closeSync(file)
  const text = buffer.subarray(0, length)
  const feed = text.lastIndexOf(10, byte - start - 1)
  const end = text.indexOf(10, byte - start)
  // Nothing of the records stands before the first line of a kind.
  return text.subarray(byte === start ? 0 : feed + 1, end).toString('utf8')
}

/** Turns the bit over; once more turns it back. */
export function flip(path: string, { byte, bit }: Flip): void {
  const file = openSync(path, 'r+')
  const one = Buffer.alloc(1)
  readSync(file, one, 0, 1, byte)
  one[0] = (one[0] as number) ^ (1 << bit)
  writeSync(file, one, 0, 1, byte)
  closeSync(file)
}

/** Whether a fault names the record whose bit was turned: alone, or the stretch whose digest it spoils. */
export function names(fault: AuditFault | null, { kind, number }: Flip): boolean {
  if (!fault || fault.in !== kind) return false
  return number >= fault.at && number <= (fault.until ?? fault.at)
}
