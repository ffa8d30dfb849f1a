import { normaliseNumber } from '../../../worker/contract/customer-key.ts'
import { addCustomer, type Customer, findCustomer, followLink } from '../base.ts'
import { bounded } from '../bounds.ts'
import { foldInto } from '../fold.ts'
import type { FactSpec, FileOf } from '../mapping.ts'
import { Problem } from '../refusal.ts'
import { compileValue, missingColumns, type ReadValue, type Value } from '../value.ts'
import { compileEvent } from './event.ts'
import { readIdentifiers } from './identifier.ts'
import { duplicateOf, type Row, type TakeContext, type Taker, textOf } from './row.ts'

type RecordFile = FileOf<'customers' | 'facts' | 'events'>

/** Rows of customers, of facts about them, or of events. */
export function compileRecords(spec: RecordFile, context: TakeContext): Taker {
  const { columns, base, keys } = context
  const facts = compileFacts(spec.facts, context)
  const readEvent = ('event' in spec && spec.event && compileEvent(spec.event, context)) || (() => null)
  return {
    take: (row) => {
      const key = readKey(spec, row, context)
      if (key instanceof Problem) return key
      const number = readNumber(spec, row, context)
      if (number instanceof Problem) return number
      const event = readEvent(row.fields)
      if (event instanceof Problem) return event
      const values = facts.map((fact) => fact.read(row.fields))
      const bad = values.find((value) => value instanceof Problem)
      if (bad) return bad
      const identifiers = readIdentifiers(spec, row.fields, number, context)
      if (identifiers instanceof Problem) return identifiers
      base.identifiers.push(...identifiers)
      const customer = number === null ? null : addCustomer(base, number)
      if (customer) applyFacts(customer, facts, values as Value[], event?.at ?? null)
      if (key !== null) keys.set(key, row.place)
      if (event) {
        const source = key ?? `${row.place.file} ${row.place.line}`
        context.emit({ ...event, source: `${spec.id} ${source}`, customer })
        if (event.at > (base.latestEvent ?? '')) base.latestEvent = event.at
      }
      return null
    },
    remember: (fields, place) => {
      if (spec.rows !== 'customers' || typeof spec.customer !== 'string') return
      const number = normaliseNumber(textOf(fields, spec.customer, columns))
      if (number) base.refusedCustomers.set(number, place)
    },
  }
}

interface Fact {
  name: string
  fold: FactSpec['fold']
  ofItsDay: boolean
  read: ReadValue
}

/** Readers of the attributes whose columns the header has. */
function compileFacts(facts: Record<string, FactSpec>, context: TakeContext): Fact[] {
  return Object.entries(facts).flatMap(([name, spec]): Fact[] => {
    if (spec.fold === 'count') return [{ name, fold: 'count', ofItsDay: false, read: () => true }]
    if (missingColumns(spec, context.columns).length) return []
    const read = bounded(compileValue(spec, context), spec, context.bounds.get(name), context.note)
    return [{ name, fold: spec.fold, ofItsDay: spec.ofItsDay, read }]
  })
}

function applyFacts(customer: Customer, facts: Fact[], values: Value[], day: string | null): void {
  facts.forEach(({ name, fold, ofItsDay }, i) => {
    foldInto(customer, name, fold, values[i], day, ofItsDay)
  })
}

function keyNamesOf(spec: RecordFile): string[] {
  if (spec.key) return spec.key
  return spec.rows === 'customers' && typeof spec.customer === 'string' ? [spec.customer] : []
}

/** The row's key; null where its file has none. */
function readKey(spec: RecordFile, row: Row, { columns, keys }: TakeContext): string | null | Problem {
  const names = keyNamesOf(spec)
  if (!names.length) return null
  const texts = names.map((name) => textOf(row.fields, name, columns))
  const empty = names[texts.indexOf('')]
  if (empty !== undefined) return new Problem('empty-key', empty)
  const key = spec.rows === 'customers' ? normaliseNumber(texts.join('|')) : texts.join('|')
  return duplicateOf(key, names.join(' + '), keys) ?? key
}

/** The number of the row's customer; null where the file speaks of none. */
function readNumber(spec: RecordFile, row: Row, { base, columns }: TakeContext): string | null | Problem {
  const ref = spec.customer
  if (ref === undefined) return null
  if (typeof ref === 'object' && 'rowNumber' in ref) return normaliseNumber(`${ref.rowNumber}${row.ordinal}`)
  const column = typeof ref === 'string' ? ref : ref.column
  const text = textOf(row.fields, column, columns)
  if (!text) return new Problem('empty-key', column)
  if (spec.rows === 'customers') return normaliseNumber(text)
  const found =
    typeof ref === 'string'
      ? findCustomer(base, normaliseNumber(text), column)
      : followLink(base, ref.link, text, column)
  return found instanceof Problem ? found : found.number
}
