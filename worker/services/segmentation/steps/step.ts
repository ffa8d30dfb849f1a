import type { RunFailure } from '../../../contract/segmentation.ts'
import type { CompiledPlaybook } from '../../../decision/compile.ts'
import type { Database, Statement } from '../../database.ts'
import type { RunRow } from '../sql/runs.ts'

/** Customers of one step: what it reads and works out stays far inside what a Worker may use. */
export const STRETCH = 2000

/** What a step is given. */
export interface StepContext {
  db: Database
  row: RunRow
  compiled: CompiledPlaybook
  /** Number of the playbook in force. */
  version: number
}

/** What a step makes of a run: its row after, and what is written in the same batch. */
export interface Stepped {
  row: RunRow
  statements: readonly Statement[]
  /** Left for a later step. */
  body?: string
}

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
