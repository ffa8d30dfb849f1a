import type { FileSpec } from '../mapping.ts'
import { columnsOf } from './event.ts'
import { identifierColumns } from './identifier.ts'
import { compileLinks, linkColumns } from './link.ts'
import { compileLookup } from './lookup.ts'
import { compileRecords } from './record.ts'
import type { TakeContext, Taker } from './row.ts'

export function compileRows(spec: FileSpec, context: TakeContext): Taker {
  if (spec.rows === 'lookup') return compileLookup(spec, context)
  if (spec.rows === 'link') return compileLinks(spec, context)
  return compileRecords(spec, context)
}

/** Columns without which no row of the file can be told. */
export function keyColumns(spec: FileSpec): string[] {
  const key = spec.key ?? []
  if (spec.rows === 'lookup') return [...key, spec.from, spec.to]
  if (spec.rows === 'link')
    return spec.links.length === 1 ? [...key, ...spec.links.flatMap(linkColumns)] : key
  const event = spec.rows === 'events' ? [spec.event.at, spec.event.channel, spec.event.kind] : []
  return [...key, ...customerColumns(spec.customer), ...event.flatMap(columnsOf)]
}

/** Every column that the mapping reads of the file. */
export function allColumns(spec: FileSpec): string[] {
  const links = spec.rows === 'link' ? spec.links.flatMap(linkColumns) : []
  const facts = 'facts' in spec ? Object.values(spec.facts).filter((fact) => 'column' in fact) : []
  const event = 'event' in spec && spec.event ? spec.event : undefined
  const parts = event ? [event.at, event.channel, event.kind, ...Object.values(event.detail)] : []
  const values = [...facts, ...parts, ...(event?.amount ? [event.amount] : [])]
  const identifiers = spec.identifiers.flatMap((one) => identifierColumns(one))
  return [...new Set([...keyColumns(spec), ...links, ...identifiers, ...values.flatMap(columnsOf)])]
}

function customerColumns(ref: string | { column: string } | { rowNumber: string } | undefined): string[] {
  if (typeof ref === 'string') return [ref]
  return ref && 'column' in ref ? [ref.column] : []
}
