import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compilePlaybook, decide } from '../../worker/decision/decide.ts'
import { explain } from '../../worker/decision/explain.ts'
import { naive } from './naive.ts'
import { check, input, playbook } from './playbook.ts'
import { anyInput, anyPlaybook } from './random-playbook.ts'

/** Decisions compared; `FINELINE_DECISIONS=100000` for the full run, which takes some minutes. */
const DECISIONS = Number(process.env.FINELINE_DECISIONS ?? 2000)
const EACH = 20

const verdicts = { true: 'warn', false: 'pass', unknown: 'not-checked' }

test(`the indexed engine equals the naive evaluator (${DECISIONS} decisions)`, { timeout: 1_800_000 }, () => {
  const inputs = fc.array(anyInput, { minLength: EACH, maxLength: EACH })
  fc.assert(
    fc.property(anyPlaybook, inputs, (playbook, inputs) => {
      const compiled = compilePlaybook(playbook)
      for (const input of inputs) {
        const { segments, tips, hiddenTips, checks } = decide(compiled, input)
        const expected = naive(playbook, input)
        expect({
          segments: segments.map(({ id }) => id),
          tips: tips.map(({ id }) => id),
          hidden: hiddenTips.map(({ id, reason }) => ({ id, reason })),
          checks: Object.fromEntries(checks.map(({ id, verdict }) => [id, verdict])),
        }).toEqual({
          ...expected,
          checks: Object.fromEntries(
            Object.entries(expected.checks).map(([id, truth]) => [id, verdicts[`${truth}`]]),
          ),
        })
      }
    }),
    { numRuns: Math.ceil(DECISIONS / EACH) },
  )
})

test('an explanation says of every rule what the decision did', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(anyPlaybook, anyInput, (playbook, input) => {
      const compiled = compilePlaybook(playbook)
      const decision = decide(compiled, input)
      const { segments, tips, checks, funnel } = explain(compiled, input)
      expect(segments.filter(({ value }) => value === true).map(({ id }) => id)).toEqual(
        decision.segments.map(({ id }) => id),
      )
      const shown = tips.filter(({ place }) => place).sort((a, b) => Number(a.place) - Number(b.place))
      expect(shown.map(({ id }) => id)).toEqual(decision.tips.map(({ id }) => id))
      for (const { id, reason, missing } of decision.hiddenTips) {
        const first = tips.find((one) => one.id === id)?.removals[0]
        expect([first?.reason, first?.missing.toSorted()]).toEqual([reason, missing.toSorted()])
      }
      const { validity, eligibility } = decision.hiddenCounts
      const unknown = decision.hiddenTips.filter(({ reason }) => reason.startsWith('eligibility')).length
      expect([funnel.validity, funnel.eligibility]).toEqual([validity, eligibility + unknown])
      for (const { id, verdict, missing } of decision.checks) {
        expect(checks.find((one) => one.id === id)).toMatchObject({ verdict, missing })
      }
    }),
    { numRuns: 300 },
  )
})

test('where it cannot be told whether a check concerns the customer, an explanation says what that misses', () => {
  const checks = [{ ...check, applies: 'customer.two', condition: 'customer.one' }]
  const asked = { ...input, facts: { one: true } }
  const [explained] = explain(compilePlaybook(playbook({ checks })), asked).checks
  expect(explained).toMatchObject({ verdict: 'not-checked', missing: ['customer.two'] })
})
