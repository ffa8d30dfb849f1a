import type { Facts } from '../../worker/contract/catalogue.ts'
import type { DecidedCheck, Decision } from '../../worker/contract/decision.ts'
import type { NumberedPlaybook } from '../../worker/contract/playbook.ts'
import type { Language } from '../../worker/contract/text.ts'
import type { PageValues } from '../../worker/decision/check.ts'
import type { CompiledPlaybook } from '../../worker/decision/compile.ts'
import type { Feature } from '../policy.ts'
import { type Texts, textsIn } from '../texts/index.ts'

/** To whom and when something is shown, and by which playbook. */
export interface Show {
  language: Language
  texts: Texts
  compiled: CompiledPlaybook
  version: number
  now: Date
  /** When the edge last said that this playbook is the current one. Milliseconds. */
  checkedAt: number
  /** Features that the bank's IT has switched off: said so, never shown as nothing to see. */
  off: readonly Feature[]
}

/** A guarded action judged in the browser: its checks and the page fields they rest on. */
export interface JudgedAction {
  checks: DecidedCheck[]
  page: PageValues
  /** Ids of the contact's steps that were done by then. */
  done: readonly string[]
}

/** What words are filled from. `today` is the as-of day in the bank's time zone. */
export interface Known {
  facts: Facts
  page: PageValues
  /** ISO 4217; null where it is not known, and amounts then stand without one. */
  currency: string | null
  today: string
  /** Facts that the generator made up; absent: none. */
  synthetic?: readonly string[]
}

export const isOff = ({ off }: Show, feature: Feature): boolean => off.includes(feature)

export function showing(
  language: Language,
  current: { numbered: NumberedPlaybook; compiled: CompiledPlaybook; checkedAt: number },
  now: Date,
  off: readonly Feature[] = [],
): Show {
  const { compiled, checkedAt } = current
  return {
    language,
    texts: textsIn(language),
    compiled,
    version: current.numbered.version,
    now,
    checkedAt,
    off,
  }
}

/** What is known of a customer; all is told from now, or from a historical extract's own moment. */
export function knownOf(show: Show, decision: Decision, page: PageValues = {}): Known {
  const { facts, currency, historical, asOf, synthetic = [] } = decision
  const today = show.compiled.clock.dayOf(historical ? new Date(asOf) : show.now)
  return { facts, page, currency, today, synthetic }
}
