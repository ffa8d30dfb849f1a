import { asc, gte, sql } from 'drizzle-orm'
import { stepCount } from '../../../db/schema/tables.ts'
import type { AdapterHealth, StepDays } from '../../contract/health.ts'
import type { Database } from '../database.ts'
import { dayBefore } from './refusal.ts'

/**
 * What all browsers counted in the last days, summed over playbooks.
 * @param days how many, today among them
 * @throws DatabaseUnavailable
 */
export async function sumStepCounts(db: Database, days: number, now: Date): Promise<AdapterHealth> {
  const { day, playbookVersion, adapter, screen, part, step, outcome, count } = stepCount
  const late = gte(day, dayBefore(now, days - 1))
  const total = sql<number>`sum(${count})`
  const [sums, playbooks] = await db.batch([
    db
      .select({ adapter, screen, part, step, outcome, day, total })
      .from(stepCount)
      .where(late)
      .groupBy(adapter, screen, part, step, outcome, day)
      .orderBy(asc(adapter), asc(screen), asc(part), asc(step), asc(outcome), asc(day)),
    db
      .selectDistinct({ day, version: playbookVersion })
      .from(stepCount)
      .where(late)
      .orderBy(asc(day), asc(playbookVersion)),
  ])
  const steps = new Map<string, StepDays>()
  for (const { day, total, screen, ...rest } of sums) {
    const id = JSON.stringify([rest, screen])
    const known = steps.get(id) ?? { ...rest, ...(screen && { screen }), days: {} }
    known.days[day] = total
    steps.set(id, known)
  }
  return { steps: [...steps.values()], playbooks }
}
