import { compilePlaybook } from '../../../worker/decision/compile.ts'
import { type DecisionInput, decide } from '../../../worker/decision/decide.ts'
import type { PastOutcome } from '../../../worker/decision/input.ts'
import { playbookOf } from './playbook.ts'
import { type Customer, drawCustomers, drawRules, type Rule } from './rules.ts'

/** The Worker that is timed: whole decisions inside workerd, whose clock counts whole milliseconds. */

const RULES = 10_000
const OUTCOMES = 500
const TODAY = Date.parse('2026-11-24T02:00:00Z')

/** One more test each, so that about two hundred of the ten thousand pass. */
const stricter = ({ id, tests }: Rule, at: number): Rule => ({
  id,
  tests: [...tests, { kind: 'eq', name: `flag_${at % 8}`, value: at % 2 === 0 }],
})

const outcome = (at: number): PastOutcome => ({
  customerKey: at % 2 ? 'a'.repeat(64) : 'b'.repeat(64),
  agent: at % 3 ? 'agent-1' : 'agent-2',
  subject: 'tip',
  subjectId: `rule-${(at * 19) % RULES}`,
  kind: (['accepted', 'deferred', 'dismissed'] as const)[at % 3] ?? 'accepted',
  at: new Date(TODAY - at * 3_600_000).toISOString(),
})

const input = (facts: Customer): DecisionInput => ({
  customerKey: 'a'.repeat(64),
  version: 1,
  publishedAt: '2026-11-01T00:00:00Z',
  facts,
  factsAsOf: '2026-11-23T22:00:00Z',
  asOf: new Date(TODAY).toISOString(),
  askedAt: new Date(TODAY).toISOString(),
  historical: false,
  currency: 'CNY',
  outcomes: Array.from({ length: OUTCOMES }, (_, at) => outcome(at)),
  agent: { subject: 'agent-1', roles: ['agent'], teams: [] },
  contact: { channel: 'phone', startedAt: new Date(TODAY).toISOString() },
})

export interface WholeFigures {
  /** Milliseconds a decision, one number a group of decisions on one customer. */
  groups: number[]
  /** Tips that passed eligibility, a decision. */
  passing: number
}

function measure(warming: number, rounds: number, together: number): WholeFigures {
  const compiled = compilePlaybook(playbookOf(drawRules(RULES, 1).map(stricter)))
  const inputs = drawCustomers(200, 3).map(input)
  const reached = inputs.map((one) => {
    const { tips, hiddenTips } = decide(compiled, one)
    return tips.length + hiddenTips.filter(({ reason }) => !reason.startsWith('eligibility')).length
  })
  const groups: number[] = []
  for (let round = -warming; round < rounds; round++) {
    for (const one of inputs) {
      const start = performance.now()
      for (let time = 0; time < together; time++) decide(compiled, one)
      if (round >= 0) groups.push((performance.now() - start) / together)
    }
  }
  return { groups, passing: reached.reduce((sum, count) => sum + count, 0) / inputs.length }
}

export default {
  fetch: () => Response.json(measure(5, 15, 20)),
}
