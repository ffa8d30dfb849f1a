import { isDay } from './clock.ts'
import type { CompiledTip } from './compile.ts'
import { type Removal, removedBy, type StepInput } from './step.ts'
import { isTargeted } from './targeted.ts'

/** A refusal goes before any consent. Marketing needs consent that is known, and no do-not-call; no date means none was registered, one that is no day is unknown, the day itself counts. */
export function consent(one: CompiledTip, { input, scope, today }: StepInput): Removal | undefined {
  const { tip } = one
  if (input.refusedAt && isTargeted(one)) return removedBy('refused')
  if (!tip.marketing) return undefined
  const { marketing_consent: given, do_not_call_until: until } = input.facts
  if (given === false) return removedBy('no-consent')
  if (given !== true) return { reason: 'consent-unknown', missing: ['customer.marketing_consent'] }
  if (until === undefined && !scope.isStale('do_not_call_until')) return undefined
  if (typeof until !== 'string' || !isDay(until))
    return { reason: 'consent-unknown', missing: ['customer.do_not_call_until'] }
  return until >= today ? removedBy('do-not-call') : undefined
}
