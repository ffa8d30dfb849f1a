import type { Attribute } from '../../contract/catalogue.ts'
import { SEGMENT_ATTRIBUTE, VULNERABLE } from '../../contract/segmentation.ts'
import type { Outdated } from './sql/members.ts'
import type { RunRow } from './sql/runs.ts'

const DAY = 86_400_000

/**
 * Whether what a run found is too old at a moment, by the limits of the catalogue.
 * @param run undefined: there is none
 */
export function outdatedAt(
  run: Pick<RunRow, 'model' | 'startedAt'> | undefined,
  catalogue: readonly Attribute[],
  now: number,
): Outdated {
  if (!run) return { group: false, vulnerable: false }
  const isOver = (attribute: string) => {
    const limit = catalogue.find(({ name }) => name === attribute)?.freshDays
    return limit !== undefined && now - Date.parse(run.startedAt) > limit * DAY
  }
  return { group: isOver(SEGMENT_ATTRIBUTE[run.model]), vulnerable: isOver(VULNERABLE) }
}
