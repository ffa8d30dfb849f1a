import { type Bits, bitsFor, setBit } from './bits.ts'
import type { CompiledPlaybook } from './compile.ts'
import type { StepInput } from './step.ts'
import { validity } from './validity.ts'

/** The tips that are for this moment, contact, role, team and shift, and how many. */
export interface ValidTips {
  valid: Bits
  count: number
}

/** Validity does not depend on the customer: agents of one team ask with the same contact many times a minute. */
const known = new WeakMap<CompiledPlaybook, ValidTips & { key: string }>()

export function validTips(at: StepInput): ValidTips {
  const { compiled, input, minute, askedMinute } = at
  const { roles, teams } = input.agent
  const key = JSON.stringify([minute, askedMinute, input.contact?.channel, roles, teams])
  const before = known.get(compiled)
  if (before?.key === key) return before
  const fresh = { key, valid: bitsFor(compiled.tips.length), count: 0 }
  for (const [place, one] of compiled.tips.entries()) {
    if (validity(one, at)) continue
    setBit(fresh.valid, place)
    fresh.count += 1
  }
  known.set(compiled, fresh)
  return fresh
}
