import { describe, expect, test } from 'vitest'
import type { Decision, TipReason } from '../../worker/contract/decision.ts'
import type { InterruptionBudget, Playbook, Tip } from '../../worker/contract/playbook.ts'
import {
  compilePlaybook,
  type DecisionInput,
  decide,
  type PastOutcome,
} from '../../worker/decision/decide.ts'
import { input, playbook, tip } from './playbook.ts'
import { readSpec } from './spec.ts'

/** What stands in a table of the steps; what is left out is as in `input`, an outcome an acceptance by agent-2. */
interface Given extends Partial<Omit<DecisionInput, 'outcomes'>> {
  name: string
  outcomes?: (Partial<PastOutcome> & { at: string })[]
}

const given = ({ outcomes = [], ...rest }: Given): DecisionInput => ({
  ...input,
  facts: { age: 70 },
  ...rest,
  outcomes: outcomes.map((one) => ({ ...accepted, ...one })),
})
const accepted = {
  customerKey: input.customerKey,
  agent: 'agent-2',
  subject: 'tip' as const,
  subjectId: tip.id,
  kind: 'accepted' as const,
}

interface Case extends Given {
  tip?: Partial<Tip>
  /** Tips that only lend their category to answers. */
  others?: Partial<Tip>[]
  playbook?: Partial<Playbook>
  /** Of those removed by validity or eligibility only the step is told. */
  result: 'shown' | 'validity' | 'eligibility' | TipReason
  missing?: string[]
}

const steps = ['validity', 'eligibility', 'suitability', 'consent', 'caps', 'control']

describe.each(steps)('step %s', (step) => {
  test.each(readSpec<{ cases: Case[] }>(`tips-${step}`).cases)('$name: $result', (one) => {
    const asked = { ...tip, ...one.tip }
    const others = (one.others ?? []).map((other) => ({ ...tip, ...other, eligibility: 'false' }))
    const compiled = compilePlaybook(playbook({ ...one.playbook, tips: [asked, ...others] }))
    const result = resultOf(decide(compiled, given(one)), asked.id, others.length)
    expect(result).toEqual({ result: one.result, missing: one.missing ?? [] })
  })
})

function resultOf({ tips, hiddenTips, hiddenCounts }: Decision, id: string, others: number) {
  if (tips.some((one) => one.id === id)) return { result: 'shown', missing: [] }
  const hidden = hiddenTips.find((one) => one.id === id)
  if (hidden) return { result: hidden.reason, missing: hidden.missing }
  expect(hiddenCounts.validity + hiddenCounts.eligibility).toBe(1 + others)
  return { result: hiddenCounts.validity > 0 ? 'validity' : 'eligibility', missing: [] }
}

interface OrderCase extends Given {
  tips: (Partial<Omit<Tip, 'score'>> & { id: string; score: Partial<Tip['score']> })[]
  interruptions?: InterruptionBudget
  /** Ids, best first, and those of them that may interrupt. */
  shown: string[]
  interrupts: string[]
}

describe('order and interruption', () => {
  test.each(readSpec<{ cases: OrderCase[] }>('tips-order').cases)('$name', ({ interruptions, ...one }) => {
    const tips = one.tips.map((each) => ({ ...tip, ...each, score: { ...tip.score, ...each.score } }))
    const compiled = compilePlaybook(playbook({ tips, ...(interruptions && { interruptions }) }))
    const decision = decide(compiled, given(one))
    expect(decision.tips.map(({ id }) => id)).toEqual(one.shown)
    expect(decision.tips.filter(({ interrupts }) => interrupts).map(({ id }) => id)).toEqual(one.interrupts)
  })
})

test('tips stand by P×C×V×L, and by id where that is equal', () => {
  const scored = (id: string, value: number) => ({ ...tip, id, score: { ...tip.score, value } })
  const tips = [scored('middle-b', 0.5), scored('low', 0.4), scored('high', 0.9), scored('middle-a', 0.5)]
  const decision = decide(compilePlaybook(playbook({ tips })), { ...input, facts: { age: 70 } })
  expect(decision.tips.map(({ id }) => id)).toEqual(['high', 'middle-a', 'middle-b', 'low'])
  expect(decision.tips[0]).toEqual({
    id: 'high',
    score: 0.5 * 0.5 * 0.9 * 0.5,
    propensity: 0.5,
    context: 0.5,
    value: 0.9,
    lever: 0.5,
    interrupts: false,
    basis: ['age'],
  })
})
