import { expect, test } from 'vitest'
import { overrideProblem } from '../../extension/background/answers.ts'
import { FrameState } from '../../extension/background/frame-state.ts'
import type { Services } from '../../extension/background/services.ts'
import { Tab } from '../../extension/background/tab.ts'
import { compilePlaybook } from '../../worker/decision/compile.ts'
import { decision, show } from '../present/fixture.ts'

const shipped = show('zh-CN').compiled.playbook
const checks = shipped.checks.filter(({ id }) => id === 'grade' || id === 'share')
const playbook = { ...shipped, checks }
const current = {
  compiled: compilePlaybook(playbook, undefined),
  numbered: { playbook, publishedAt: '2026-11-20T02:00:00Z' },
}
const services = { playbooks: { current } } as unknown as Services
const customer = decision({ age: 40, risk_grade: 3 })
const tab: Tab = Object.assign(Object.create(Tab.prototype), {
  decision: () => customer,
  contact: () => null,
  numbers: () => ['600238417705'],
})

/** The frame asked last, under 7, about an order that `share` alone stops; `grade` too above 3. */
function problem(change: object, grade = '2', unread: FrameState['unread'] = null) {
  const frame = new FrameState({} as chrome.runtime.Port, '0')
  frame.unread = unread
  frame.asked.set('submit-order', { sequence: 7, kind: 'order', fields: { product_grade: grade } })
  return overrideProblem(services, tab, frame, {
    type: 'override',
    generation: 0,
    sequence: 7,
    guardId: 'submit-order',
    key8: customer.customerKey.slice(0, 8),
    checkIds: ['share'],
    reasonId: 'a1',
    reasonText: '客户另有他行资产',
    ...change,
  })
}

test('a reason for what stops the action now is taken', () => {
  expect(problem({})).toBeNull()
})

test.each([
  ['a question asked before the fields changed', '2', { sequence: 6 }, 'changed'],
  ['another button', '2', { guardId: 'transfer' }, 'changed'],
  ['a further check stops the action by now', '5', {}, 'changed'],
  ['a check that stops nothing', '2', { checkIds: ['share', 'grade'] }, 'changed'],
  ['a check that takes no reason', '5', { checkIds: ['share', 'grade'] }, 'not-allowed'],
  ['a reason of another check', '2', { reasonId: 'z9' }, 'not-allowed'],
  ['a stop made for another customer', '2', { key8: '00000000' }, 'no-customer'],
  ['a stop made for nobody', '2', { key8: '' }, 'no-customer'],
  ['a word', '2', { reasonText: '可以' }, 'reason-too-short'],
  ['the number on screen', '2', { reasonText: '客户 600238417705 自己要求' }, 'reason-holds-identifier'],
])('%s: no', (_what, grade, change, expected) => {
  expect(problem(change, grade)).toBe(expected)
})

test('a reason is of nobody where the frame shows a number that may be another’s', () => {
  expect(problem({}, '2', 'unknown-phone')).toBe('no-customer')
  expect(problem({}, '2', 'empty')).toBeNull()
})
