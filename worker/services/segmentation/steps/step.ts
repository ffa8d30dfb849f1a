import type { RunFailure } from '../../../contract/segmentation.ts'
import type { CompiledPlaybook } from '../../../decision/compile.ts'
import type { Databases } from '../../databases.ts'
import type { RunRow } from '../sql/runs.ts'

/** Customers of one step: what it reads and works out stays far inside what a Worker may use. */
export const STRETCH = 2000

/** What a step is given. */
export interface StepContext {
  databases: Databases
  row: RunRow
  compiled: CompiledPlaybook
  /** Number of the playbook in force. */
  version: number
}

/** What a step makes of a run: its row after. What it writes beside customers it may write again. */
export interface Stepped {
  row: RunRow
  /** Left for a later step. */
  body?: string
}

/** By what a run judges what is known of customers: whatever stands later, its own moment. */
export const judging = ({ row, compiled }: StepContext, names: readonly string[]) => ({
  catalogue: compiled.playbook.catalogue,
  now: row.startedAt,
  only: new Set(names),
})

export type Work = (context: StepContext) => Promise<Stepped>

/** The run cannot be computed from these data. */
export class CannotCompute extends Error {
  override name = 'CannotCompute'
  readonly failure: RunFailure

  constructor(failure: RunFailure) {
    super(failure)
    this.failure = failure
  }
}
