import { CODE, type Input, WORK } from './inputs.ts'
import type { Table } from './rows.ts'
import { SIZES } from './sizes.ts'

export interface Bank {
  customers: number
  agents: number
}

/** One agent for 2,000 customers. */
export const bankOf = (customers: number): Bank => ({ customers, agents: customers / 2000 })

/** The same bank in three sizes. */
export const BANKS: readonly Bank[] = [1e6, 1e7, 1e8].map(bankOf)

/** Rows of one kind, of the whole bank, at the end of `WORK.years`. */
export interface Stored {
  what: string
  table: Table
  rows: number
  /** How the rows are counted. */
  formula: string
  bytes: number
}

export const contactsAYear = ({ agents }: Bank) => agents * WORK.contactsADay.value * WORK.daysAYear.value

const looksAContact = () => WORK.decisions.value + WORK.views.value + WORK.reveals.value

/** Looks at customers in a year. */
export const looksAYear = (bank: Bank) => contactsAYear(bank) * looksAContact()

/** What a refresh has twice until the load before it is gone. */
const OF_A_LOAD: readonly Table[] = ['customer', 'event', 'identifier', 'dirty_customer']

const KINDS: readonly [what: string, table: Table, of: 'customers' | 'contacts', ...factors: Factor[]][] = [
  ['customers with facts and lineage', 'customer', 'customers'],
  ['events', 'event', 'customers', WORK.events, WORK.eventYears],
  ['numbers', 'identifier', 'customers', WORK.identifiers],
  ['history of facts', 'fact_change', 'customers', WORK.changes, CODE.historyYears],
  ['due for folding', 'dirty_customer', 'customers', WORK.due],
  ['groups of three live models', 'segmentation_member', 'customers', 3],
  ['outcomes', 'outcome', 'contacts', WORK.outcomes, CODE.outcomeYears],
  ['answers again, by agent', 'outcome', 'contacts', WORK.outcomes, CODE.copyYears],
  ['access log', 'access', 'contacts', looksAContact(), CODE.accessYears],
  ['whom its lines are about', 'audit_customer', 'contacts', looksAContact(), CODE.accessYears],
]
type Factor = Input | number

const numberOf = (factor: Factor) => (typeof factor === 'number' ? factor : factor.value)
const wordsOf = (factor: Factor) =>
  typeof factor === 'number' ? String(factor) : `${factor.value} ${factor.unit}`.trim()

/** All that grows with customers and agents, in all databases of customers together. */
export function stored(bank: Bank): Stored[] {
  return KINDS.map(([what, table, of, ...factors]) => {
    const first = of === 'customers' ? bank.customers : contactsAYear(bank)
    const rows = factors.reduce((product: number, factor) => product * numberOf(factor), first)
    const formula = [of === 'customers' ? of : 'contacts a year', ...factors.map(wordsOf)].join(' × ')
    return { what, table, rows, formula, bytes: rows * SIZES[table].bytes }
  })
}

export const bytesOf = (lines: readonly Stored[]) => lines.reduce((sum, { bytes }) => sum + bytes, 0)

/** A second load beside the live one. */
export const secondLoad = (bank: Bank) =>
  bytesOf(stored(bank).filter(({ table }) => OF_A_LOAD.includes(table)))

/** Seals that one database writes in a year: one a minute with looks, each an entry of the chain and a segment. */
export const sealsAYear = () => WORK.minutes.value * WORK.daysAYear.value

/** What seals take in one database at the end of `WORK.years`, however few customers it has. */
export const sealBytes = () =>
  sealsAYear() * WORK.years.value * (SIZES.audit.bytes + SIZES.access_segment.bytes)

/** Databases of customers, none fuller than `WORK.full` with a second load in it. */
export function databases(bank: Bank): number {
  const room = WORK.full.value * 1e9 - sealBytes()
  return Math.ceil((bytesOf(stored(bank)) + secondLoad(bank)) / room)
}

/** Bytes of all databases of customers outside of a refresh. */
export const total = (bank: Bank) => bytesOf(stored(bank)) + databases(bank) * sealBytes()
