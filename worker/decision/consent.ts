import type { CompiledTip } from './compile.ts'
import { type Removal, removedBy, type StepInput } from './step.ts'

/** Marketing needs consent that is known, and no do-not-call; no date means none was registered, the day itself counts. */
export function consent({ tip }: CompiledTip, { input, today }: StepInput): Removal | undefined {
  if (!tip.marketing) return undefined
  const { marketing_consent: given, do_not_call_until: until } = input.facts
  if (given === false) return removedBy('no-consent')
  if (given !== true) return { reason: 'consent-unknown', missing: ['customer.marketing_consent'] }
  const silent = typeof until === 'string' && until >= today
  return silent ? removedBy('do-not-call') : undefined
}
