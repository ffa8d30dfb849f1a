import type { StepCount, StepCountBatch } from '../../contract/health.ts'
import type { Subjects } from '../playbook/subjects.ts'

/** Days for which counts are kept. */
export const KEPT_DAYS = 90

/** The UTC day so many days before an instant. */
export const dayBefore = (instant: Date, days: number): string =>
  new Date(instant.getTime() - days * 86_400_000).toISOString().slice(0, 10)

const isKnown = ({ adapters }: Subjects, { adapter, screen }: StepCount): boolean => {
  const screens = adapters.get(adapter)
  return screens !== undefined && (screen === undefined || screens.has(screen))
}

/**
 * Why a batch can never be counted, or null: an id that is none of its playbook's could carry anything.
 * @param subjects of the batch's own playbook version; undefined where there never was such a version
 */
export function whyRefused(batch: StepCountBatch, subjects: Subjects | undefined, at: Date): string | null {
  const { playbookVersion, counts } = batch
  if (!subjects) return `playbook version ${playbookVersion} was never published`
  const strange = counts.findIndex((count) => !isKnown(subjects, count))
  if (strange >= 0)
    return `counts/${strange} names an adapter or screen that playbook version ${playbookVersion} has not`
  // Any zone's today is at most a day ahead of UTC's.
  const [oldest, newest] = [dayBefore(at, KEPT_DAYS), dayBefore(at, -1)]
  const off = counts.findIndex(({ day }) => day < oldest || day > newest)
  return off < 0 ? null : `counts/${off} is of a day that is not among the last ${KEPT_DAYS}`
}
