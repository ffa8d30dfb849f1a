import type { TipReason } from '../contract/decision.ts'
import type { CapLedger } from './caps.ts'
import type { CompiledPlaybook, CompiledTip } from './compile.ts'
import type { DecisionInput } from './input.ts'
import type { Scope } from './scope.ts'

/** Why a step removes a tip, and the missing facts where that is why. */
export interface Removal {
  reason: TipReason
  missing: string[]
}

/** What every step looks at. As-of day and minute, and the minute of asking, in the bank's time zone. */
export interface StepInput {
  compiled: CompiledPlaybook
  input: DecisionInput
  scope: Scope
  today: string
  minute: string
  askedMinute: string
  ledger: CapLedger
}

export type Step = (tip: CompiledTip, at: StepInput) => Removal | undefined

export const removedBy = (reason: TipReason): Removal => ({ reason, missing: [] })
