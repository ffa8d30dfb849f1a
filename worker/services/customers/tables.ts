import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import {
  auditCustomer,
  conversion,
  customer,
  event,
  legalHold,
  objection,
  outcome,
} from '../../../db/schema/tables.ts'

/** Every table with a customer's key in it, by the name that figures are told under. A test finds those left out. */
export const CUSTOMER_TABLES = {
  customer: { table: customer, key: customer.key },
  event: { table: event, key: event.customerKey },
  outcome: { table: outcome, key: outcome.customerKey },
  conversion: { table: conversion, key: conversion.customerKey },
  objection: { table: objection, key: objection.customerKey },
  hold: { table: legalHold, key: legalHold.customerKey },
  audit_customer: { table: auditCustomer, key: auditCustomer.customerKey },
} as const satisfies Record<string, { table: SQLiteTable; key: SQLiteColumn }>

export type CustomerTable = keyof typeof CUSTOMER_TABLES
