import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HiddenTip } from '../../worker/contract/decision.ts'
import type { Tip } from '../../worker/contract/playbook.ts'
import {
  compilePlaybook,
  type DecisionInput,
  decide,
  type PastOutcome,
} from '../../worker/decision/decide.ts'
import { input, playbook, tip } from './playbook.ts'
import { readSpec } from './spec.ts'

interface Case extends Partial<Omit<DecisionInput, 'tip'>> {
  name: string
  tip?: Partial<Tip>
  shown: boolean
  /** Removed by validity or eligibility: only counted. */
  counted?: 'validity' | 'eligibility'
  hidden?: Omit<HiddenTip, 'id'>
}

describe('a tip goes through the steps', () => {
  test.each(readSpec<{ cases: Case[] }>('tips').cases)('$name', (one) => {
    const compiled = compilePlaybook(playbook({ tips: [{ ...tip, ...one.tip }] }))
    const { tips, hiddenTips, hiddenCounts } = decide(compiled, { ...input, ...one })
    expect(tips.map(({ id }) => id)).toEqual(one.shown ? [tip.id] : [])
    expect(hiddenTips).toEqual(one.hidden ? [{ id: tip.id, ...one.hidden }] : [])
    expect(hiddenCounts).toEqual({ validity: 0, eligibility: 0, ...(one.counted && { [one.counted]: 1 }) })
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

const DAY = 86_400_000
const kinds = ['accepted', 'deferred', 'dismissed'] as const
const contact = fc.record({ gap: fc.integer({ min: 0, max: 9 * DAY }), kind: fc.constantFrom(...kinds) })

test('however an agent answers, no cap is ever exceeded in any window', () => {
  const cap = fc.record({ max: fc.integer({ min: 1, max: 3 }), days: fc.integer({ min: 1, max: 40 }) })
  fc.assert(
    fc.property(cap, fc.array(contact, { maxLength: 40 }), (cap, contacts) => {
      const compiled = compilePlaybook(playbook({ tips: [{ ...tip, cap }] }))
      const outcomes: PastOutcome[] = []
      let clock = Date.parse(input.asOf)
      for (const { gap, kind } of contacts) {
        clock += gap
        const at = new Date(clock).toISOString()
        const { tips } = decide(compiled, { ...input, asOf: at, facts: { age: 70 }, outcomes })
        if (tips.length > 0)
          outcomes.push({
            customerKey: input.customerKey,
            agent: 'agent-2',
            subject: 'tip',
            subjectId: tip.id,
            kind,
            at,
          })
      }
      const times = outcomes.map(({ at }) => Date.parse(at))
      for (const end of times) {
        const window = times.filter((time) => time <= end && time > end - cap.days * DAY)
        expect(window.length).toBeLessThanOrEqual(cap.max)
      }
      if (contacts.length > 0) expect(outcomes.length).toBeGreaterThan(0)
    }),
  )
})
