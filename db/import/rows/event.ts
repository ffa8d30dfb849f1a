import type { EventSpec, ValueSpec } from '../mapping.ts'
import { Problem } from '../refusal.ts'
import { compileValue, missingColumns, type ReadValue, type Value } from '../value.ts'
import type { ReadEvent, TakeContext } from './row.ts'

/** The event of a row, without what the row itself adds. */
export type EventParts = Omit<ReadEvent, 'source' | 'customer'>
export type ReadEventParts = (fields: readonly string[]) => EventParts | Problem

/** Makes the reader of a file's events; null where the header lacks day, channel or kind. */
export function compileEvent(spec: EventSpec, context: TakeContext): ReadEventParts | null {
  const core = [spec.at, spec.channel, spec.kind].map((part) => compilePart(part, context))
  if (core.includes(null)) return null
  const amount = (spec.amount && compilePart(spec.amount, context)) ?? (() => undefined)
  const details = Object.entries(spec.detail)
    .map(([name, part]) => ({ name, read: compilePart(part, context) }))
    .filter((detail) => detail.read !== null)
  const readers = [...core, amount, ...details.map((detail) => detail.read)] as ReadValue[]
  return (fields) => {
    const values = readers.map((read) => read(fields))
    const bad = values.find((value) => value instanceof Problem) ?? emptyPart(spec, values)
    if (bad) return bad
    const [at, channel, kind, money, ...rest] = values as Value[]
    const known = details.map(({ name }, i) => [name, rest[i]]).filter((entry) => entry[1] !== undefined)
    return {
      at: String(at),
      channel: String(channel),
      kind: String(kind),
      amount: money === undefined ? null : Number(money),
      detail: known.length ? Object.fromEntries(known) : null,
    }
  }
}

function compilePart(part: string | ValueSpec, context: TakeContext): ReadValue | null {
  if (typeof part === 'string') return () => part
  return missingColumns(part, context.columns).length ? null : compileValue(part, context)
}

/** An event has a day, a channel and a kind. */
function emptyPart(spec: EventSpec, values: readonly unknown[]): Problem | null {
  const part = [spec.at, spec.channel, spec.kind].find((_, i) => values[i] === undefined)
  return part === undefined ? null : new Problem('empty-key', columnsOf(part).join(' + '))
}

export function columnsOf(part: string | ValueSpec): string[] {
  return typeof part === 'string' ? [] : [part.column].flat()
}
