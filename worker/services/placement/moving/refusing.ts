import { DatabaseUnavailable, type Sql } from '../../database.ts'

/** Somebody else took the step, or it cannot be taken yet. Nothing was done: look again. */
export class StepTaken extends Error {
  override name = 'StepTaken'
}

/** Where it stands in a message, that is what happened. */
export const STEP_TAKEN = 'step-taken'

/** A statement that fails, and its batch with it, unless the condition holds. */
export const only = (condition: string, values: Sql['values']): Sql => ({
  text: `SELECT json_extract('{}', iif(ok, '$', '${STEP_TAKEN}')) FROM (SELECT (${condition}) AS ok)`,
  values,
})

/** Does what begins with `only`. @throws StepTaken where its condition did not hold */
export async function taking<Result>(step: Promise<Result>): Promise<Result> {
  try {
    return await step
  } catch (error) {
    const cause = error instanceof DatabaseUnavailable ? error.cause : error
    throw cause instanceof Error && cause.message.includes(STEP_TAKEN) ? new StepTaken() : error
  }
}
