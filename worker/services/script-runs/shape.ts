import { SMALLEST_GROUP } from '../../contract/results.ts'
import type { Spread, StepFigures, WordingTimes } from '../../contract/script-run.ts'
import type { RunRow, SecondsRow, StepRow, WordingOf } from './queries.ts'

/** One wording of a script. */
export interface Wording {
  script: string
  versions: number[]
  /** Ids of its steps in order. */
  steps: readonly string[]
}

/**
 * The wordings behind versions of scripts: what was said alike is one. A version that nobody can read is one of its own.
 * @param textOf of a script in a version
 */
export function wordingsOf(
  walked: readonly { script: string; version: number }[],
  textOf: (script: string, version: number) => { text: string; steps: readonly string[] } | undefined,
): { wordings: Wording[]; of: WordingOf[] } {
  const known = new Map<string, number>()
  const wordings: Wording[] = []
  const of = walked.map(({ script, version }): WordingOf => {
    const found = textOf(script, version)
    const key = JSON.stringify([script, found?.text ?? version])
    const at = known.get(key) ?? wordings.push({ script, versions: [], steps: found?.steps ?? [] }) - 1
    known.set(key, at)
    wordings[at]?.versions.push(version)
    return [script, version, at]
  })
  return { wordings, of }
}

/** Enough people behind a part, and behind what is left of the whole, from which the part could be worked out. */
const mayTell = ({ agents, others }: { agents: number; others: number }): boolean =>
  agents >= SMALLEST_GROUP && (others === 0 || others >= SMALLEST_GROUP)

/** Median and ninth decile of counted seconds: the least value that at least that share does not exceed. */
export function spreadOf(rows: readonly Pick<SecondsRow, 'seconds' | 'count'>[]): Spread | null {
  const sorted = rows.toSorted((a, b) => a.seconds - b.seconds)
  const count = sorted.reduce((sum, one) => sum + one.count, 0)
  const at = (share: number) => {
    let left = Math.ceil(share * count)
    for (const one of sorted) {
      left -= one.count
      if (left <= 0) return one.seconds
    }
    return 0
  }
  return count > 0 ? { median: at(0.5), p90: at(0.9), count } : null
}

/** Everything counted, as the queries gave it. */
export interface Counted {
  runs: readonly RunRow[]
  steps: readonly StepRow[]
  stepSeconds: readonly SecondsRow[]
  runSeconds: readonly SecondsRow[]
}

function stepFigures(at: number, stepId: string, { steps, stepSeconds }: Counted): StepFigures {
  const row = steps.find((one) => one.wording === at && one.step === stepId)
  if (!row || !mayTell(row)) return { stepId, figures: null }
  const took = stepSeconds.filter((one) => one.wording === at && one.step === stepId)
  return { stepId, figures: { done: row.done, skipped: row.skipped, time: spreadOf(took) } }
}

/** The figures of one wording. */
export function timesOf({ versions, steps }: Wording, at: number, counted: Counted): WordingTimes {
  const row = counted.runs.find((one) => one.wording === at)
  if (!row || !mayTell(row))
    return { versions, figures: null, steps: steps.map((stepId) => ({ stepId, figures: null })) }
  const took = counted.runSeconds.filter((one) => one.wording === at)
  return {
    versions,
    figures: { runs: row.runs, finished: row.finished, time: spreadOf(took) },
    steps: steps.map((stepId) => stepFigures(at, stepId, counted)),
  }
}
