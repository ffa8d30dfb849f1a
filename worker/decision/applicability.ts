import type { CompiledTip } from './compile.ts'
import type { Removal, StepInput } from './step.ts'

/** Does it make sense for this customer now? */
export function applicability(
  { applicability }: CompiledTip,
  { scope }: Pick<StepInput, 'scope'>,
): Removal | undefined {
  if (!applicability) return undefined
  const { value, missing } = applicability.evaluate(scope)
  if (value === true) return undefined
  if (value === false) return { reason: 'not-applicable', missing }
  return { reason: missing.length > 0 ? 'applicability-unknown' : 'applicability-error', missing }
}
