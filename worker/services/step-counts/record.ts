import { lt, sql } from 'drizzle-orm'
import { stepCount, stepCountBatch } from '../../../db/schema/tables.ts'
import type { StepCountBatch, StepCountReceipt } from '../../contract/health.ts'
import type { Database } from '../database.ts'
import { subjectsOf } from '../playbook/subjects.ts'
import { dayBefore, KEPT_DAYS, whyRefused } from './refusal.ts'

/**
 * Adds the counts of a batch to those of all browsers, once however often it comes, and drops what is older than
 * 90 days. All of it happens or nothing.
 * @param at time of receipt
 * @throws DatabaseUnavailable; then the same batch may be sent again
 */
export async function recordStepCounts(
  db: Database,
  batch: StepCountBatch,
  at: Date,
): Promise<StepCountReceipt> {
  const subjects = await subjectsOf(db, [batch.playbookVersion])
  const why = whyRefused(batch, subjects.get(batch.playbookVersion), at)
  if (why !== null) return { state: 'refused', why }
  const oldest = dayBefore(at, KEPT_DAYS)
  const [, fresh] = await db.batch([
    addUnlessKnown(db, batch),
    db
      .insert(stepCountBatch)
      .values({ id: batch.id, receivedOn: dayBefore(at, 0) })
      .onConflictDoNothing()
      .returning({ id: stepCountBatch.id }),
    db.delete(stepCount).where(lt(stepCount.day, oldest)),
    db.delete(stepCountBatch).where(lt(stepCountBatch.receivedOn, oldest)),
  ])
  return { state: fresh.length ? 'counted' : 'known' }
}

/** Values stand in the order of the table's columns. */
function addUnlessKnown(db: Database, { id, playbookVersion, counts }: StepCountBatch) {
  const { day, adapter, screen, part, step, outcome } = stepCount
  const values = sql`select value ->> 'day', ${playbookVersion}, value ->> 'adapter',
    coalesce(value ->> 'screen', ''), value ->> 'part', value ->> 'step', value ->> 'outcome',
    value ->> 'count' from json_each(${JSON.stringify(counts)})
    where not exists (select 1 from ${stepCountBatch} where ${stepCountBatch.id} = ${id})`
  return db
    .insert(stepCount)
    .select(values)
    .onConflictDoUpdate({
      target: [day, stepCount.playbookVersion, adapter, screen, part, step, outcome],
      set: { count: sql`${stepCount.count} + excluded.count` },
    })
}
