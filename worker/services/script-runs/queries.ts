import { type SQL, sql } from 'drizzle-orm'
import { scriptRun, scriptStep } from '../../../db/schema/tables.ts'
import { type Database, rowsOf } from '../database.ts'

/** Which runs are looked at. */
export interface Among {
  from: string
  until: string
  /** Teams that the asker may see; null: all. */
  scope: readonly string[] | null
  /** Of them the one asked for; undefined: all of them. */
  team: string | undefined
}

/** A wording of a script and the playbook versions that say it. */
export type WordingOf = readonly [script: string, version: number, wording: number]

const among = ({ from, until, scope }: Among): SQL =>
  sql.join(
    [
      sql`${scriptRun.day} >= ${from} and ${scriptRun.day} <= ${until}`,
      ...(scope ? [sql`${scriptRun.team} in (select value from json_each(${JSON.stringify(scope)}))`] : []),
    ],
    sql` and `,
  )

/** True (1) for runs of the team asked for; of all where none is. */
const asked = ({ team }: Among): SQL => (team === undefined ? sql`1` : sql`${scriptRun.team} = ${team}`)

/** Agents of the part asked for, and of what is left of the whole: both must be enough. */
const behind = (query: Among): SQL =>
  sql`count(distinct case when ${asked(query)} then ${scriptRun.agent} end) as agents,
    count(distinct case when not (${asked(query)}) then ${scriptRun.agent} end) as others`

const joined = (wordings: readonly WordingOf[]): SQL =>
  sql`(select value ->> 0 as script, value ->> 1 as version, value ->> 2 as wording
    from json_each(${JSON.stringify(wordings)})) w
    join ${scriptRun} on ${scriptRun.scriptId} = w.script and ${scriptRun.playbookVersion} = w.version`

/** Which versions of which scripts were walked. */
export const walkedVersions = (db: Database, query: Among) =>
  rowsOf<{ script: string; version: number }>(
    db,
    ['script', 'version'],
    sql`select distinct script_id as script, playbook_version as version from ${scriptRun}
      where ${among(query)} order by 1, 2`,
  )

/** Teams with how many agents walked any script. */
export const teamsBehind = (db: Database, query: Among) =>
  rowsOf<{ team: string; agents: number }>(
    db,
    ['team', 'agents'],
    sql`select team, count(distinct agent) as agents from ${scriptRun} where ${among(query)} group by 1 order by 1`,
  )

export interface RunRow {
  wording: number
  runs: number
  finished: number
  agents: number
  others: number
}

export const runsBy = (db: Database, query: Among, wordings: readonly WordingOf[]) =>
  rowsOf<RunRow>(
    db,
    ['wording', 'runs', 'finished', 'agents', 'others'],
    sql`select w.wording as wording, sum(${asked(query)}) as runs,
      sum(${asked(query)} and ${scriptRun.finished}) as finished, ${behind(query)}
      from ${joined(wordings)} where ${among(query)} group by 1`,
  )

export interface StepRow {
  wording: number
  step: string
  done: number
  skipped: number
  agents: number
  others: number
}

export const stepsBy = (db: Database, query: Among, wordings: readonly WordingOf[]) =>
  rowsOf<StepRow>(
    db,
    ['wording', 'step', 'done', 'skipped', 'agents', 'others'],
    sql`select w.wording as wording, ${scriptStep.stepId} as step,
      sum(${asked(query)} and ${scriptStep.outcome} = 'done') as done,
      sum(${asked(query)} and ${scriptStep.outcome} = 'skipped') as skipped, ${behind(query)}
      from ${joined(wordings)} join ${scriptStep} on ${scriptStep.runId} = ${scriptRun.id}
      where ${among(query)} group by 1, 2`,
  )

/** How often something took so many seconds. `step` is '' for whole scripts that were finished. */
export interface SecondsRow {
  wording: number
  step: string
  seconds: number
  count: number
}

const seconds = ['wording', 'step', 'seconds', 'count'] as const

export const stepSeconds = (db: Database, query: Among, wordings: readonly WordingOf[]) =>
  rowsOf<SecondsRow>(
    db,
    seconds,
    sql`select w.wording as wording, ${scriptStep.stepId} as step, ${scriptStep.seconds} as seconds, count(*) as count
      from ${joined(wordings)} join ${scriptStep} on ${scriptStep.runId} = ${scriptRun.id}
      where ${among(query)} and ${asked(query)} and ${scriptStep.outcome} = 'done' group by 1, 2, 3`,
  )

export const runSeconds = (db: Database, query: Among, wordings: readonly WordingOf[]) =>
  rowsOf<SecondsRow>(
    db,
    seconds,
    sql`select wording, '' as step, total as seconds, count(*) as count from (
      select w.wording as wording, sum(${scriptStep.seconds}) as total
      from ${joined(wordings)} join ${scriptStep} on ${scriptStep.runId} = ${scriptRun.id}
      where ${among(query)} and ${asked(query)} and ${scriptRun.finished} group by 1, ${scriptRun.id})
      group by 1, 3`,
  )
