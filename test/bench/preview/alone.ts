import { compilePlaybook } from '../../../worker/decision/compile.ts'
import { type DecisionInput, decide } from '../../../worker/decision/decide.ts'
import { withItem } from '../../../worker/decision/items.ts'
import { countedOneByOne } from '../../decision/one-by-one.ts'
import type { Base } from './base.ts'
import type { CHANGE } from './change.ts'

/** The same counts from whole decisions, one customer after the other. */
export function countAlone({ playbook, customers }: Base, change: typeof CHANGE) {
  const [before, after] = [playbook, withItem(playbook, change)].map((one) => compilePlaybook(one))
  if (!before || !after) throw new Error('nothing to decide with')
  const decisions = customers.map(({ key, facts }) => {
    const input = inputOf(key, facts)
    return { before: slim(decide(before, input)), after: slim(decide(after, input)) }
  })
  return countedOneByOne(change.itemId, decisions)

  /** A hundred thousand whole decisions would not fit into memory. */
  function slim(decision: ReturnType<typeof decide>): ReturnType<typeof decide> {
    const hiddenTips = decision.hiddenTips.filter(({ id }) => id === change.itemId)
    return { ...decision, facts: {}, hiddenTips, checks: [] }
  }
}

const AT = '2026-11-24T02:00:00.000Z'

const inputOf = (customerKey: string, facts: DecisionInput['facts']): DecisionInput => ({
  customerKey,
  version: 1,
  publishedAt: AT,
  facts,
  factsAsOf: AT,
  asOf: AT,
  askedAt: AT,
  historical: false,
  currency: 'CNY',
  outcomes: [],
  agent: { subject: '', roles: ['agent'], teams: [] },
  contact: { channel: 'phone', direction: 'inbound', startedAt: AT },
})
