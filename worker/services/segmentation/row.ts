import { RunResult, type SegmentationRun } from '../../contract/segmentation.ts'
import type { RunRow } from './sql/runs.ts'

/** A run as it goes over the wire. */
export function toRun(row: RunRow): SegmentationRun {
  const { step: _, cursor: __, loads: ___, work: ____, dropped: _____, ...told } = row
  return { ...told, result: resultOf(row) }
}

export const resultOf = ({ result }: Pick<RunRow, 'result'>): RunResult => RunResult.parse(JSON.parse(result))

/**
 * A run with more of its result.
 * @throws ZodError where it could not be read again: it would stand in the way of all runs
 */
export const withResult = (row: RunRow, more: Partial<RunResult>): RunRow => ({
  ...row,
  result: JSON.stringify(RunResult.parse({ ...resultOf(row), ...more })),
})
