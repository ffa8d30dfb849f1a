import { expect, test } from 'vitest'
import { contextOf } from '../../extension/console/condition/context.ts'
import { countedConditions, countedIn } from '../../extension/console/condition/counted.ts'
import type { Group } from '../../extension/console/condition/model.ts'
import { fromCel } from '../../extension/console/condition/read.ts'
import { toCel } from '../../extension/console/condition/write.ts'
import { countOf } from '../../extension/console/preview/previewing.tsx'
import type { PreviewState } from '../../extension/console/preview/run.ts'
import { checkCondition } from '../../worker/decision/check-condition.ts'
import { noCounts } from '../../worker/decision/preview-counts.ts'
import { playbook } from '../panel/story.ts'

const context = contextOf(playbook, 'tip', null)
const read = (text: string): Group => {
  const group = fromCel(text, context.env, context)
  if (!group) throw new Error(`not read: ${text}`)
  return group
}
const beside = (text: string) =>
  Object.fromEntries([...countedIn(read(text), context)].map(([at, { said, text }]) => [at, [said, text]]))

test('a line of an and-group counts with those before it, one of an or-group alone, a group as a whole', () => {
  const [old, app, loan] = ['customer.age >= 70', 'customer.app_active', 'customer.housing_loan']
  expect(beside(`(${app} || ${loan}) && ${old} && has(customer.job)`)).toEqual({
    '0': ['total', `${app} || ${loan}`],
    '0.0': ['alone', app],
    '0.1': ['alone', loan],
    '1': ['left', `(${app} || ${loan}) && ${old}`],
    '2': ['left', `(${app} || ${loan}) && ${old} && has(customer.job)`],
  })
})

test('the last line leaves whom the whole condition holds', () => {
  for (const { eligibility } of playbook.tips) {
    const group = read(eligibility)
    if (group.combinator !== 'and' || group.not || !group.rules.length) continue
    const last = countedIn(group, context).get(String(group.rules.length - 1))
    if (last?.said === 'left') expect(last.text).toBe(toCel(group, context))
  }
})

test('brackets that the builder holds and the text does not need change nothing', () => {
  const line = (field: string) => ({ field, operator: 'true', value: '' })
  const nested: Group = {
    combinator: 'and',
    rules: [
      { combinator: 'and', rules: [line('customer.app_active'), line('customer.housing_loan')] },
      { field: 'customer.age', operator: '>=', value: '70' },
    ],
  }
  const asked = countedConditions('tip', { eligibility: toCel(nested, context) }, playbook)
  const shown = [...countedIn(nested, context).values()].map(({ text }) => text)
  expect(shown.length).toBe(4)
  expect(asked).toEqual(expect.arrayContaining(shown))
})

test('what the edge would refuse is not asked, so that the rest is still counted', () => {
  const never = 'customer.age > 70 && customer.age < 60'
  const asked = countedConditions('tip', { eligibility: `${never} || customer.app_active` }, playbook)
  expect(checkCondition(never, context.env)).not.toEqual([])
  expect(asked).not.toContain(never)
  expect(asked).toContain('customer.app_active')
  for (const text of asked) expect(checkCondition(text, context.env)).toEqual([])
})

test('never more than the edge counts in one go, and only where a customer alone is asked about', () => {
  const many = Array.from({ length: 60 }, (_, at) => `customer.age != ${at}`).join(' && ')
  expect(countedConditions('tip', { eligibility: many }, playbook)).toHaveLength(40)
  expect(countedConditions('check', { on: 'customer', condition: many }, playbook)).toEqual([])
  expect(countedConditions('tip', null, playbook)).toEqual([])
})

const state = (done: boolean): PreviewState => ({
  ...{ conditions: ['a', 'b'], total: 9, samples: [], findings: null, done },
  counts: { ...noCounts(), conditions: [7, 0] },
})
const run = { state: state(true), refusal: null, running: false, settled: true }

test.each([
  ['a', run, 7],
  ['b', run, 0],
  ['new', run, null],
  ['a', { ...run, settled: false }, 7],
  ['new', { ...run, settled: false }, 'pending'],
  ['a', { ...run, running: true, state: state(false) }, 'pending'],
  ['a', { ...run, state: state(false) }, null],
] as const)('beside %s stands what is known %#', (text, run, expected) => {
  expect(countOf(run, text)).toBe(expected)
})
