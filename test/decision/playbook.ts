import { Check, Playbook, type Tip } from '../../worker/contract/playbook.ts'
import { vocabulary } from './vocabulary.ts'

const text = (words: string) => ({ zh: words, en: words })

/** A tip that holds for customers over 65, once in 30 days. */
export const tip: Tip = {
  id: 'tip-a',
  category: 'service',
  label: text('label'),
  say: text('say'),
  why: text('why'),
  eligibility: 'customer.age > 65',
  marketing: false,
  score: { propensity: 0.5, context: 0.5, value: 0.5, lever: 0.5 },
  cap: { max: 1, days: 30 },
}

/** A check on opening a customer that warns where `customer.one` holds. */
export const check: Check = Check.parse({
  id: 'check-a',
  label: text('label'),
  on: 'customer',
  condition: 'customer.one',
  verdict: 'warn',
  inDoubt: 'proceed',
  finding: text('finding'),
  whatNow: text('what now'),
  citation: text('citation'),
  effectiveFrom: '2026-02-01',
  verified: false,
})

/** A playbook over the small vocabulary. */
export function playbook(parts: Partial<Playbook>): Playbook {
  const empty = { products: [], segments: [], tips: [], checks: [], dismissReasons: [], adapters: [] }
  return Playbook.parse({ schema: 1, ...vocabulary, ...empty, ...parts })
}

/** Input of a decision on 12 March 2026, ten in the morning in the bank's zone. */
export const input = {
  customerKey: 'a'.repeat(64),
  version: 7,
  publishedAt: '2026-03-01T00:00:00Z',
  askedAt: '2026-03-12T02:00:00Z',
  agent: { subject: 'agent-1', roles: ['agent' as const], teams: [] },
  facts: {},
  factsAsOf: '2026-03-12T00:00:00Z',
  asOf: '2026-03-12T02:00:00Z',
  historical: false,
  currency: 'CNY',
  outcomes: [],
}
