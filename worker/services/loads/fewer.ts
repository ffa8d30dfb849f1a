import type { Text } from '../../contract/text.ts'

/** What is counted of a load. */
export interface Rows {
  customers: number
  events: number
  identifiers: number
}

export const KINDS = ['customers', 'events', 'identifiers'] as const

export const NAMES: Record<keyof Rows, Text> = {
  customers: { zh: '客户', en: 'customers' },
  events: { zh: '事件', en: 'events' },
  identifiers: { zh: '号码', en: 'numbers' },
}

/** A kind of which there are fewer than half of the rows that are live. */
export interface Fewer {
  kind: (typeof KINDS)[number]
  rows: number
  live: number
}

/** What a load would take away: an extract that was cut, or one of which somebody left out the events. */
export const fewerIn = (rows: Rows, live: Rows): Fewer[] =>
  KINDS.filter((kind) => rows[kind] * 2 < live[kind]).map((kind) => ({
    ...{ kind, rows: rows[kind], live: live[kind] },
  }))

const TABLES: Record<keyof Rows, string> = {
  customers: 'customer',
  events: 'event',
  identifiers: 'identifier',
}

/**
 * SQL: columns with the rows of a load, by kind.
 * @param load an expression
 */
export const countsOf = (load: string): string =>
  KINDS.map((kind) => `(SELECT count(*) FROM ${TABLES[kind]} WHERE load_id = ${load}) AS ${kind}`).join(', ')

/** The rows of the load that is live of dataset `?1`. */
export const LIVE_ROWS = `SELECT ${countsOf('(SELECT live_load FROM dataset WHERE id = ?1)')}`
