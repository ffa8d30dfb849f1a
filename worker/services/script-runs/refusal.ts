import type { ScriptRun } from '../../contract/script-run.ts'
import type { Subjects } from '../playbook/subjects.ts'
import { dayBefore } from '../step-counts/refusal.ts'

/** Days for which runs are kept: long enough to set two wordings of a script side by side. */
export const KEPT_DAYS = 180

/**
 * Why a run can never be stored, or null: an id that is none of its playbook's could carry anything.
 * @param subjects of the run's own playbook version; undefined where there never was such a version
 */
export function whyRefused(run: ScriptRun, subjects: Subjects | undefined, at: Date): string | null {
  const { playbookVersion, scriptId, day, steps } = run
  if (!subjects) return `playbook version ${playbookVersion} was never published`
  const script = subjects.scripts.get(scriptId)
  if (!script) return `scriptId is of no script of playbook version ${playbookVersion}`
  const strange = steps.findIndex(
    ({ stepId, variant }) =>
      !script.steps.has(stepId) || (variant !== undefined && !subjects.segments.has(variant)),
  )
  if (strange >= 0) return `steps/${strange} names a step or segment that the script has not`
  const missing = run.finished && [...script.always].find((id) => !steps.some(({ stepId }) => stepId === id))
  if (missing) return `finished without step ${missing}, which concerns every customer`
  // Any zone's today is at most a day ahead of UTC's.
  const [oldest, newest] = [dayBefore(at, KEPT_DAYS), dayBefore(at, -1)]
  return day < oldest || day > newest ? `day is not among the last ${KEPT_DAYS}` : null
}
