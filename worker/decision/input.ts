import type { Facts } from '../contract/catalogue.ts'
import type { Contact, Role } from '../contract/context.ts'
import type { Outcome } from '../contract/outcome.ts'
import type { Tip } from '../contract/playbook.ts'

/** What was done before with tips: with this customer by anybody, and by this agent with anybody. `at` is an ISO instant in UTC with milliseconds. */
export type PastOutcome = Pick<Outcome, 'customerKey' | 'subject' | 'subjectId' | 'kind' | 'at'> & {
  agent: string
}

/** All that a decision rests on; the same input and playbook give the same decision. Moments are ISO instants. */
export interface DecisionInput {
  customerKey: string
  /** Number of the playbook, and when it was published. */
  version: number
  publishedAt: string
  facts: Facts
  /** Facts left out since they are too old, and when they were last so. */
  stale?: Readonly<Record<string, string>>
  /** Facts that the generator made up. */
  synthetic?: readonly string[]
  factsAsOf: string
  /** The moment decided for. */
  asOf: string
  /** The moment of asking; differs from `asOf` over a historical extract. */
  askedAt: string
  historical: boolean
  /** ISO 4217. */
  currency: string
  outcomes: readonly PastOutcome[]
  /** Who will read it. */
  agent: { subject: string; roles: readonly Role[]; teams: readonly string[] }
  /** Since when the customer refuses targeted tips. */
  refusedAt?: string | undefined
  /** Absent while there is none, as for a list of customers. */
  contact?: Contact | undefined
}

/** How likely a customer takes a tip, 0..1. */
export type Scorer = (tip: Tip, input: DecisionInput) => number

/** The default: what the tip states. */
export const statedPropensity: Scorer = (tip) => tip.score.propensity
