import { GROUP_ATTRIBUTES } from '../contract/segmentation.ts'
import type { CompiledTip } from './compile.ts'
import type { Removal, StepInput } from './step.ts'

/** Does it make sense for this customer now? */
export function applicability(one: CompiledTip, at: Pick<StepInput, 'scope' | 'input'>): Removal | undefined {
  return tooOld(one, at) ?? applies(one, at)
}

/**
 * What is too old to be rested on is not known to have ended: a complaint of which nothing was heard since may be open. Where
 * something is to be sold, `has(…)` that is false for that alone is doubt, and doubt withholds. A group that is too old says
 * no more than before its first run.
 */
function tooOld({ tip, basis }: CompiledTip, { input: { stale } }: Pick<StepInput, 'input'>) {
  if (!tip.marketing || !stale) return undefined
  const missing = basis.filter((name) => name in stale && !GROUP_ATTRIBUTES.includes(name))
  if (missing.length === 0) return undefined
  return { reason: 'applicability-unknown', missing: missing.map((name) => `customer.${name}`) } as const
}

function applies({ applicability }: CompiledTip, { scope }: Pick<StepInput, 'scope'>): Removal | undefined {
  if (!applicability) return undefined
  const { value, missing } = applicability.evaluate(scope)
  if (value === true) return undefined
  if (value === false) return { reason: 'not-applicable', missing }
  return { reason: missing.length > 0 ? 'applicability-unknown' : 'applicability-error', missing }
}
