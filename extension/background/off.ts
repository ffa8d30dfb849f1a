import type { Decision } from '../../worker/contract/decision.ts'
import type { Feature } from '../policy.ts'

/** A decision without what the bank's IT has switched off; who shows it says so (`Show.off`). */
export function withoutOff(decision: Decision, off: readonly Feature[]): Decision {
  const checks = off.includes('compliance-check') ? { checks: [] } : {}
  const tips = off.includes('next-best-action') ? { tips: [], hiddenTips: [] } : {}
  return { ...decision, ...checks, ...tips }
}
