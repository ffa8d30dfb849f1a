import type { CompiledTip } from './compile.ts'
import type { Removal, StepInput } from './step.ts'
import { tooOldAmong } from './too-old.ts'

/** Does it make sense for this customer now? */
export function applicability(one: CompiledTip, at: Pick<StepInput, 'scope'>): Removal | undefined {
  return tooOld(one, at) ?? applies(one, at)
}

/** Where something is to be sold doubt withholds: a complaint of which nothing was heard since may be open. */
function tooOld({ tip, basis }: CompiledTip, { scope }: Pick<StepInput, 'scope'>): Removal | undefined {
  const missing = tip.marketing ? tooOldAmong(basis, scope.values.stale) : []
  return missing.length > 0 ? { reason: 'applicability-unknown', missing } : undefined
}

function applies({ applicability }: CompiledTip, { scope }: Pick<StepInput, 'scope'>): Removal | undefined {
  if (!applicability) return undefined
  const { value, missing } = applicability.evaluate(scope)
  if (value === true) return undefined
  if (value === false) return { reason: 'not-applicable', missing }
  return { reason: missing.length > 0 ? 'applicability-unknown' : 'applicability-error', missing }
}
