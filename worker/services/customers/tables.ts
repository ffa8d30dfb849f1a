import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import {
  auditCustomer,
  conversion,
  customer,
  customerMove,
  dirtyCustomer,
  event,
  factChange,
  identifier,
  legalHold,
  objection,
  outcome,
  segmentationMember,
  sentKey,
} from '../../../db/schema/tables.ts'

/**
 * Every column with a customer's key in it, by the name that figures are told under; `field` is the table's name for it,
 * `beside` the columns that with the key make a row the same. A test finds those left out.
 */
export const CUSTOMER_TABLES = {
  customer: { table: customer, key: customer.key, field: 'key', beside: [customer.loadId] },
  event: { table: event, key: event.customerKey, field: 'customerKey', beside: null },
  outcome: { table: outcome, key: outcome.customerKey, field: 'customerKey', beside: null },
  conversion: { table: conversion, key: conversion.customerKey, field: 'customerKey', beside: null },
  objection: { table: objection, key: objection.customerKey, field: 'customerKey', beside: null },
  hold: { table: legalHold, key: legalHold.customerKey, field: 'customerKey', beside: null },
  identifier: {
    ...{ table: identifier, key: identifier.customerKey, field: 'customerKey' },
    beside: [identifier.loadId, identifier.hash],
  },
  moved_from: { table: customerMove, key: customerMove.oldKey, field: 'oldKey', beside: null },
  moved_to: { table: customerMove, key: customerMove.newKey, field: 'newKey', beside: null },
  fact_change: {
    ...{ table: factChange, key: factChange.customerKey, field: 'customerKey' },
    beside: [factChange.datasetId, factChange.attribute, factChange.at, factChange.source],
  },
  to_fold: {
    ...{ table: dirtyCustomer, key: dirtyCustomer.customerKey, field: 'customerKey' },
    beside: [dirtyCustomer.loadId],
  },
  sent_key: {
    ...{ table: sentKey, key: sentKey.customerKey, field: 'customerKey' },
    beside: [sentKey.loadId, sentKey.hash],
  },
  segment: {
    ...{ table: segmentationMember, key: segmentationMember.customerKey, field: 'customerKey' },
    beside: [segmentationMember.runId],
  },
  audit_customer: {
    table: auditCustomer,
    key: auditCustomer.customerKey,
    field: 'customerKey',
    beside: null,
  },
} as const satisfies Record<
  string,
  { table: SQLiteTable; key: SQLiteColumn; field: string; beside: readonly SQLiteColumn[] | null }
>

export type CustomerTable = keyof typeof CUSTOMER_TABLES
