import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CategoryCap, Pause } from '../../worker/contract/playbook.ts'
import { compilePlaybook, decide, type PastOutcome } from '../../worker/decision/decide.ts'
import { input, playbook, tip } from './playbook.ts'

const DAY = 86_400_000
const kinds = ['accepted', 'deferred', 'dismissed'] as const
const contact = fc.record({
  gap: fc.integer({ min: 0, max: 9 * DAY }),
  kind: fc.constantFrom(...kinds),
  customerKey: fc.constantFrom('a'.repeat(64), 'b'.repeat(64)),
  agent: fc.constantFrom('agent-1', 'agent-2'),
})
const contacts = fc.array(contact, { maxLength: 60 })
const limit = fc.record({ max: fc.integer({ min: 1, max: 3 }), days: fc.integer({ min: 1, max: 40 }) })

type Contacts = typeof contacts extends fc.Arbitrary<infer T> ? T : never
type Answer = PastOutcome & { time: number }

/** Every contact in which a tip is shown ends with an answer to the best one. */
function answered(parts: { tips: (typeof tip)[]; caps?: CategoryCap[]; pauses?: Pause[] }, all: Contacts) {
  const compiled = compilePlaybook(playbook(parts))
  const outcomes: Answer[] = []
  let time = Date.parse(input.asOf)
  for (const { gap, kind, customerKey, agent } of all) {
    time += gap
    const at = new Date(time).toISOString()
    const who = { customerKey, agent: { ...input.agent, subject: agent } }
    const { tips } = decide(compiled, { ...input, ...who, asOf: at, facts: { age: 70 }, outcomes })
    const best = tips[0]?.id
    if (best) outcomes.push({ customerKey, agent, subject: 'tip', subjectId: best, kind, at, time })
  }
  return outcomes
}

/** The most answers in any window of so many days. */
const most = (answers: Answer[], days: number) =>
  Math.max(0, ...answers.map(({ time: end }) => within(answers, end - days * DAY, end).length))
const within = (answers: Answer[], after: number, end: number) =>
  answers.filter(({ time }) => time > after && time <= end)

const by = (answers: Answer[], name: 'customerKey' | 'agent' | 'subjectId') =>
  [...new Set(answers.map((one) => one[name]))].map((value) => answers.filter((one) => one[name] === value))

/** Tips of one category that would never stop by themselves. */
const many = ['tip-a', 'tip-b', 'tip-c'].map((id) => ({ ...tip, id, cap: { max: 1000, days: 1 } }))

test('however agents answer, no tip is given to a customer more often than its cap says, in any window', () => {
  fc.assert(
    fc.property(limit, contacts, (cap, all) => {
      const answers = answered({ tips: [{ ...tip, cap }] }, all)
      for (const own of by(answers, 'customerKey')) expect(most(own, cap.days)).toBeLessThanOrEqual(cap.max)
      if (all.length > 0) expect(answers.length).toBeGreaterThan(0)
    }),
  )
})

test.each([
  ['customer', 'customerKey'],
  ['agent', 'agent'],
] as const)('nor is a category beyond its cap per %s', (per, name) => {
  fc.assert(
    fc.property(limit, contacts, (cap, all) => {
      const answers = answered({ tips: many, caps: [{ ...cap, per, categories: ['service'] }] }, all)
      for (const own of by(answers, name)) expect(most(own, cap.days)).toBeLessThanOrEqual(cap.max)
      if (all.length > 0) expect(answers.length).toBeGreaterThan(0)
    }),
  )
})

test('after so many refusals within some days there is silence for as long', () => {
  fc.assert(
    fc.property(limit, contacts, ({ max: refusals, days }, all) => {
      const answers = answered({ tips: many, pauses: [{ categories: ['service'], refusals, days }] }, all)
      for (const own of by(answers, 'customerKey')) {
        for (const { time } of own) {
          const before = own.filter((one) => one.kind === 'dismissed' && one.time < time)
          const pausing = before.filter(
            (last) => within(before, last.time - days * DAY, last.time).length >= refusals,
          )
          expect(pausing.filter((last) => last.time > time - days * DAY)).toEqual([])
        }
      }
    }),
  )
})
