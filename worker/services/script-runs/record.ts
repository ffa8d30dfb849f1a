import { lt, sql } from 'drizzle-orm'
import { scriptRun, scriptStep } from '../../../db/schema/tables.ts'
import type { ScriptRun, ScriptRunReceipt } from '../../contract/script-run.ts'
import type { Database } from '../database.ts'
import { judged } from '../playbook/judged.ts'
import { dayBefore } from '../step-counts/refusal.ts'
import { KEPT_DAYS, whyRefused } from './refusal.ts'

/**
 * Stores runs of scripts, each id once, and drops those older than 180 days. What names anything that its playbook
 * version has not is refused by itself; of the rest all is stored or nothing.
 * @param agent whose token they came with
 * @throws DatabaseUnavailable; then the same runs may be sent again
 */
export async function recordScriptRuns(
  db: Database,
  runs: readonly ScriptRun[],
  agent: { subject: string; teams: readonly string[] },
  at: Date,
): Promise<ScriptRunReceipt> {
  const { sound, refused } = await judged(db, runs, (one, subjects) => whyRefused(one, subjects, at))
  const stored = await store(db, sound, agent, at)
  const known = sound.map(({ id }) => id).filter((id) => !stored.includes(id))
  return { stored, known, refused }
}

async function store(
  db: Database,
  runs: readonly ScriptRun[],
  agent: { subject: string; teams: readonly string[] },
  at: Date,
): Promise<string[]> {
  const rows = JSON.stringify(runs)
  const oldest = dayBefore(at, KEPT_DAYS)
  const over = lt(scriptRun.receivedOn, oldest)
  const overIds = db.select({ id: scriptRun.id }).from(scriptRun).where(over)
  const [, fresh] = await db.batch([
    // Before their runs, by which a second try is known. Values stand in the order of the tables' columns.
    db.insert(scriptStep).select(sql`
      select run.value ->> 'id', step.value ->> 'stepId', step.value ->> 'outcome', step.value ->> 'seconds',
        coalesce(step.value ->> 'variant', '')
      from json_each(${rows}) run, json_each(run.value -> 'steps') step
      where not exists (select 1 from ${scriptRun} where ${scriptRun.id} = run.value ->> 'id')`),
    db
      .insert(scriptRun)
      .select(sql`
        select value ->> 'id', ${dayBefore(at, 0)}, value ->> 'day', value ->> 'playbookVersion',
          value ->> 'scriptId', value ->> 'finished', ${agent.subject}, ${agent.teams[0] ?? ''}
        from json_each(${rows}) where true`)
      .onConflictDoNothing()
      .returning({ id: scriptRun.id }),
    db.delete(scriptStep).where(sql`${scriptStep.runId} in (${overIds})`),
    db.delete(scriptRun).where(over),
  ])
  return fresh.map(({ id }) => id)
}
