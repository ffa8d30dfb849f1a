import type { Role } from '../../contract/context.ts'
import { SMALLEST_GROUP } from '../../contract/results.ts'
import type { ScriptTimes, ScriptTimesQuery } from '../../contract/script-run.ts'
import type { Database } from '../database.ts'
import { subjectsOf } from '../playbook/subjects.ts'
import { expectInScope, scopeOf } from '../teams/scope.ts'
import { runSeconds, runsBy, stepSeconds, stepsBy, teamsBehind, walkedVersions } from './queries.ts'
import { timesOf, type Wording, wordingsOf } from './shape.ts'

interface Asker {
  roles: readonly Role[]
  teams: readonly string[]
}

/**
 * How long scripts and their steps take, and what is skipped, wording against wording. Never about one agent, and
 * about a team only where five are behind a figure and its rest.
 * @throws Refused for a team that is not among the asker's, DatabaseUnavailable
 */
export async function readScriptTimes(
  db: Database,
  { from, until, team }: ScriptTimesQuery,
  asker: Asker,
): Promise<ScriptTimes> {
  const scope = scopeOf(asker)
  expectInScope(scope, team)
  const query = { from, until, scope, team }
  const [walked, teams] = await db.batch([walkedVersions(db, query), teamsBehind(db, query)])
  const told = teams.filter(({ agents }) => agents >= SMALLEST_GROUP).map((one) => one.team)
  return { from, until, teams: told, scripts: await scriptsOf(db, query, walked) }
}

async function scriptsOf(
  db: Database,
  query: Parameters<typeof runsBy>[1],
  walked: readonly { script: string; version: number }[],
): Promise<ScriptTimes['scripts']> {
  const subjects = await subjectsOf(
    db,
    walked.map(({ version }) => version),
  )
  const { wordings, of } = wordingsOf(walked, (script, version) => {
    const found = subjects.get(version)?.scripts.get(script)
    return found && { text: found.text, steps: [...found.steps] }
  })
  const [runs, steps, ofSteps, ofRuns] = await db.batch([
    runsBy(db, query, of),
    stepsBy(db, query, of),
    stepSeconds(db, query, of),
    runSeconds(db, query, of),
  ])
  const counted = { runs, steps, stepSeconds: ofSteps, runSeconds: ofRuns }
  const numbered = wordings.map((wording, at) => ({ wording, at }))
  const ids = [...new Set(wordings.map(({ script }) => script))]
  return ids.map((scriptId) => ({
    scriptId,
    wordings: numbered
      .filter(({ wording }) => wording.script === scriptId)
      .toSorted((a, b) => newest(b.wording) - newest(a.wording))
      .map(({ wording, at }) => timesOf(wording, at, counted)),
  }))
}

const newest = ({ versions }: Wording): number => Math.max(...versions)
