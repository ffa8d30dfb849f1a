import { expect, test } from 'vitest'
import { checkPlaybook, PlaybookError } from '../../worker/decision/decide.ts'
import { check, playbook, tip } from './playbook.ts'

function faults(parts: Parameters<typeof playbook>[0]): readonly string[] {
  try {
    checkPlaybook(playbook(parts))
  } catch (error) {
    if (error instanceof PlaybookError) return error.faults
    throw error
  }
  return []
}

const text = (words: string) => ({ zh: words, en: words })

test('every rule at fault is named with line, column and what may be meant', () => {
  const tips = [{ ...tip, eligibility: 'customer.age > 65 &&\ncustomer.onne' }]
  const checks = [{ ...check, applies: 'customer.age > "x"' }]
  expect(faults({ tips, checks })).toEqual([
    'tip tip-a, line 2, column 1: customer.onne is not declared; meant customer.one? (in: customer.age > 65 &&\ncustomer.onne)',
    'check check-a, line 1, column 1: no such overload: int > string (in: customer.age > "x")',
  ])
})

test('two rules of one name are refused, a tip and a check of one name are not', () => {
  expect(faults({ tips: [tip, tip] })).toEqual(['tip tip-a stands twice'])
  expect(faults({ tips: [tip], checks: [{ ...check, id: tip.id }] })).toEqual([])
})

test('page fields are for checks that see a page', () => {
  const condition = 'page.amount > 1'
  expect(faults({ checks: [{ ...check, condition }] })[0]).toContain('no page is read')
  expect(faults({ checks: [{ ...check, on: 'action', condition }] })).toEqual([])
})

test('a check must hold what it is asked', () => {
  const { condition: _, ...without } = check
  expect(faults({ checks: [without] })).toEqual(['check check-a is asked on customer and has no "condition"'])
  expect(faults({ checks: [{ ...without, on: 'remark' }] })).toEqual([
    'check check-a is asked on the remark and has no "text"',
  ])
})

test('a check holds nothing that is never asked', () => {
  const { condition: _, ...without } = check
  const remark = { ...without, on: 'remark' as const, text: { phrases: [], detect: ['card' as const] } }
  const told = (one: typeof check) => faults({ checks: [one] })
  expect(told(remark)).toEqual([])
  expect(told({ ...remark, applies: 'customer.one' })[0]).toContain('no "applies", no "condition"')
  expect(told({ ...remark, condition: 'customer.one' })[0]).toContain('no "applies", no "condition"')
  expect(told({ ...remark, text: { phrases: [], detect: [] } })[0]).toContain('looks for nothing')
  expect(told({ ...check, on: 'action', text: { phrases: ['abc'], detect: [] } })).toEqual([
    'check check-a is asked on action; "text" is for checks on remark',
  ])
})

test('of what is declared twice none is taken silently', () => {
  const { catalogue, pageFields } = playbook({})
  const product = { name: text('x'), kind: 'fund' as const, privateOffering: false, minimum: 0 }
  const products = [
    { ...product, code: 'lc 1', grade: 5 },
    { ...product, code: 'LC1', grade: 1 },
  ]
  const step = { id: 'one', label: text('one') }
  const twice = { catalogue: [...catalogue, ...catalogue.slice(0, 1)], contactSteps: [step, step] }
  expect(faults({ ...twice, products, pageFields: [...pageFields, ...pageFields.slice(0, 1)] })).toEqual([
    'attribute age stands twice',
    'page field amount stands twice',
    'product LC1 stands twice',
    'step one stands twice',
  ])
})

test('a tip is for some day and for some age', () => {
  const never = { ...tip, from: '2026-05-01', until: '2026-04-30', ages: { min: 70, max: 60 } }
  expect(faults({ tips: [never] })).toEqual([
    'tip tip-a is from 2026-05-01 until 2026-04-30; no day is',
    'tip tip-a suits ages from 70 to 60; nobody is',
  ])
  expect(faults({ tips: [{ ...tip, from: '2026-05-01', until: '2026-05-01' }] })).toEqual([])
})

test('words may hold only what is declared and can be seen', () => {
  expect(faults({ tips: [{ ...tip, say: text('{{customer.age}}, {{customer.agee}}') }] })).toEqual([
    'tip tip-a: the words hold {{customer.agee}}, which is not declared',
  ])
  expect(faults({ checks: [{ ...check, finding: text('{{page.amount}}') }] })).toHaveLength(1)
  expect(faults({ checks: [{ ...check, on: 'action', finding: text('{{page.amount}}') }] })).toEqual([])
})

test('a time zone that does not exist is refused', () => {
  expect(() => checkPlaybook(playbook({ timeZone: 'Asia/Nowhere' }))).toThrow(RangeError)
})

test('kinds of event and matters name what is declared, each once', () => {
  const detail = (name: string, sensitivity: 'C1' | 'C3' = 'C1') => {
    return { name, type: 'string' as const, label: text(name), sensitivity }
  }
  const kind = (name: string, ...members: ReturnType<typeof detail>[]) => {
    return { kind: name, label: text(name), contact: false, detail: members }
  }
  const events = [kind('opened', detail('matter')), kind('closed')]
  const days = { name: 'days', type: 'int' as const, label: text('days'), value: 15 }
  const word = { name: 'word', type: 'string' as const, label: text('word'), value: 'x' }
  const parameters = [days, word]
  const matter = {
    ...{ id: 'complaint', label: text('x'), opens: ['opened'], closes: ['closed'] },
    ...{
      per: 'detail.case',
      about: 'detail.matter',
      limits: [{ days: ['days', 'days'], after: [], label: text('x') }],
    },
  }
  const told = (change: object, more: object = {}) =>
    faults({ events, parameters, matters: [{ ...matter, ...change }], ...more })
  expect(told({})).toEqual([])
  expect(told({}, { events: [...events, kind('closed')] })).toEqual(['event closed stands twice'])
  expect(faults({ events, parameters, matters: [matter, matter] })).toEqual(['matter complaint stands twice'])
  expect(faults({ events: [kind('seen', detail('twice'), detail('twice'))] })).toEqual([
    'event seen: the detail twice stands twice',
  ])
  expect(told({ opens: ['opened', 'openedd'], closes: ['shut'] })).toEqual([
    'matter complaint is opened by the event openedd, which is not declared; meant opened?',
    'matter complaint is closed by the event shut, which is not declared',
  ])
  const put = { days: ['days'], after: ['closed', 'later'], label: text('x') }
  expect(told({ limits: [put] })).toEqual([
    'matter complaint is put off by the event later, which is not declared',
  ])
  expect(told({ closes: ['opened'] })).toEqual(['matter complaint is opened and closed by the event opened'])
  expect(told({ about: 'detail.other' })).toEqual([
    'matter complaint is about detail.other, which the event opened does not declare',
  ])
  expect(told({}, { events: [kind('opened', detail('matter', 'C3')), kind('closed')] })).toEqual([
    'matter complaint is about detail.matter, which is of sensitivity C3 in the event opened',
  ])
  const limits = [{ days: ['dayss', 'word'], label: text('x') }]
  expect(told({ limits })).toEqual([
    'matter complaint: the limit dayss is no parameter of whole numbers; meant days?',
    'matter complaint: the limit word is no parameter of whole numbers',
  ])
})
