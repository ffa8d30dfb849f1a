import { type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import {
  agentAnswer,
  change,
  changeStep,
  conversion,
  customer,
  dataset,
  erasure,
  event,
  eventDay,
  factChange,
  feedTally,
  fleetBrowser,
  ingestBatch,
  legalHold,
  load,
  objection,
  outcome,
  scriptRun,
  scriptStep,
  stepCount,
  stepCountBatch,
} from '../../../db/schema/tables.ts'
import type { RecordClass } from '../../contract/records.ts'

/** Rows of one table that are past their time. */
export interface Sweep {
  recordClass: Exclude<RecordClass, 'audit' | 'access'>
  table: SQLiteTable
  /** @param before ISO time: what is older goes */
  past: (before: string) => SQL
  /** The column with the customer's key, where a hold may be of one customer. */
  customer?: SQL
}

/** Loads that nobody reads any more, and those that broke off and were not gone on with. */
const oldLoads = (before: string) => sql`(select ${load.id} from ${load} where ${load.startedAt} < ${before}
  and ${load.id} not in (select ${dataset.liveLoad} from ${dataset} where ${dataset.liveLoad} is not null))`

/** In an order in which what hangs on a row goes before it. Each is bounded by the job that runs it. */
export const SWEEPS: readonly Sweep[] = [
  {
    recordClass: 'outcomes',
    table: outcome,
    past: (before) => sql`${outcome.receivedAt} < ${before}`,
    customer: sql`${outcome.customerKey}`,
  },
  {
    recordClass: 'outcomes',
    table: agentAnswer,
    past: (before) => sql`${agentAnswer.receivedAt} < ${before}`,
  },
  {
    recordClass: 'conversions',
    table: conversion,
    past: (before) => sql`${conversion.receivedAt} < ${before}`,
    customer: sql`${conversion.customerKey}`,
  },
  {
    recordClass: 'old-loads',
    table: customer,
    past: (before) => sql`${customer.loadId} in ${oldLoads(before)}`,
    customer: sql`${customer.key}`,
  },
  {
    recordClass: 'old-loads',
    table: event,
    past: (before) => sql`${event.loadId} in ${oldLoads(before)}`,
    customer: sql`${event.customerKey}`,
  },
  {
    recordClass: 'old-loads',
    table: load,
    past: (before) => sql`${load.id} in ${oldLoads(before)}
      and not exists (select 1 from ${customer} where ${customer.loadId} = ${load.id})
      and not exists (select 1 from ${event} where ${event.loadId} = ${load.id})`,
  },
  {
    recordClass: 'old-loads',
    table: feedTally,
    past: () => sql`${feedTally.loadId} not in (select ${load.id} from ${load})`,
  },
  {
    recordClass: 'old-loads',
    table: eventDay,
    past: () => sql`${eventDay.loadId} not in (select ${load.id} from ${load})`,
  },
  {
    recordClass: 'history',
    table: factChange,
    past: (before) => sql`${factChange.receivedAt} < ${before}`,
    customer: sql`${factChange.customerKey}`,
  },
  {
    recordClass: 'batches',
    table: ingestBatch,
    past: (before) => sql`${ingestBatch.receivedAt} < ${before}`,
  },
  {
    recordClass: 'changes',
    table: changeStep,
    past: (before) => sql`${changeStep.changeId} in (select ${change.id} from ${change}
      where ${change.state} in ('published', 'expired', 'discarded') and ${change.updatedAt} < ${before})`,
  },
  {
    recordClass: 'changes',
    table: change,
    past: (
      before,
    ) => sql`${change.state} in ('published', 'expired', 'discarded') and ${change.updatedAt} < ${before}
      and not exists (select 1 from ${changeStep} where ${changeStep.changeId} = ${change.id})`,
  },
  {
    recordClass: 'step-counts',
    table: stepCount,
    past: (before) => sql`${stepCount.day} < ${before.slice(0, 10)}`,
  },
  {
    recordClass: 'step-counts',
    table: stepCountBatch,
    past: (before) => sql`${stepCountBatch.receivedOn} < ${before.slice(0, 10)}`,
  },
  {
    recordClass: 'script-runs',
    table: scriptStep,
    past: (before) => sql`${scriptStep.runId} in (select ${scriptRun.id} from ${scriptRun}
      where ${scriptRun.receivedOn} < ${before.slice(0, 10)})`,
  },
  {
    recordClass: 'script-runs',
    table: scriptRun,
    past: (before) => sql`${scriptRun.receivedOn} < ${before.slice(0, 10)}
      and not exists (select 1 from ${scriptStep} where ${scriptStep.runId} = ${scriptRun.id})`,
  },
  { recordClass: 'fleet', table: fleetBrowser, past: (before) => sql`${fleetBrowser.seenAt} < ${before}` },
  {
    recordClass: 'objections',
    table: objection,
    past: (before) => sql`${objection.takenBackAt} < ${before}`,
    customer: sql`${objection.customerKey}`,
  },
  {
    recordClass: 'holds',
    table: legalHold,
    past: (before) => sql`${legalHold.releasedAt} < ${before}`,
  },
  {
    recordClass: 'erasures',
    table: erasure,
    past: (before) => sql`coalesce(${erasure.finishedAt}, ${erasure.requestedAt}) < ${before}`,
  },
]
