import { expect, test } from 'vitest'
import type { Check } from '../../../worker/contract/playbook.ts'
import { buildTextTables } from '../../../worker/decision/text/build-tables.ts'
import { textScanner } from '../../../worker/decision/text/scan-text.ts'
import { check } from '../playbook.ts'

const remark = (id: string, text: Check['text']): Check => ({ ...check, id, on: 'remark', text })
const forbids = (id: string, ...phrases: string[]) => remark(id, { phrases, detect: [] })

test.each([
  ['…', 'no letter or digit to look for'],
  ['  - ', 'no letter or digit to look for'],
  ['保', 'a single letter or digit, which would be found everywhere'],
  ['A.', 'a single letter or digit, which would be found everywhere'],
  ['保'.repeat(129), 'more than 128 letters and digits'],
])('the phrase "%s" is refused: %s', (phrase, why) => {
  expect(() => buildTextTables({ checks: [forbids('one', 'fine', phrase)] })).toThrow(
    `check one: the phrase "${phrase}" holds ${why}`,
  )
  expect(() =>
    buildTextTables({ checks: [remark('two', { phrases: [], required: [phrase], detect: [] })] }),
  ).toThrow('check two')
})

test.each([
  ['零风险', 'is a phrase itself'],
  ['利率', 'holds none'],
])('the innocent wording "%s" is refused: it %s', (wording) => {
  const text = { phrases: ['零风险', '风险'], innocent: ['零风险权重', wording], detect: [] }
  expect(() => buildTextTables({ checks: [remark('one', text)] })).toThrow(
    `check one: the innocent wording "${wording}" holds no phrase and more`,
  )
})

test('an innocent wording excuses the phrases of its own check only', () => {
  const checks = [
    remark('one', { phrases: ['零风险'], innocent: ['零风险权重'], detect: [] }),
    forbids('two', '零风险'),
    remark('three', { phrases: [], required: ['零风险'], detect: [] }),
  ]
  const said = textScanner(buildTextTables({ checks }))?.scan('零风险权重')
  expect([...(said ?? [])]).toEqual([
    ['two', { forbidden: [{ start: 0, end: 3 }], required: false }],
    ['three', { forbidden: [], required: true }],
  ])
})

test('a phrase of the longest kind is found', () => {
  const phrase = '保本'.repeat(64)
  const said = textScanner(buildTextTables({ checks: [forbids('one', phrase)] }))?.scan(`客户：${phrase}。`)
  expect(said?.get('one')?.forbidden).toEqual([{ start: 3, end: 131 }])
})

test('the same playbook gives the same tables', () => {
  const checks = [forbids('one', '零风险', '保本保息'), forbids('two', 'risk free', '风险')]
  expect(buildTextTables({ checks })).toEqual(buildTextTables({ checks: structuredClone(checks) }))
})

test('a phrase belongs to every check that holds it, in whatever spelling, and once to each', () => {
  const checks = [
    forbids('one', '零风险', '零風險', '零-风险'),
    forbids('two', '零 风险', '风险'),
    forbids('three', '收益'),
  ]
  const said = textScanner(buildTextTables({ checks }))?.scan('这是零風险')
  expect(Object.fromEntries([...(said ?? [])].map(([id, { forbidden }]) => [id, forbidden]))).toEqual({
    one: [{ start: 2, end: 5 }],
    two: [{ start: 2, end: 5 }],
  })
})

test('without a text check there are tables, and nothing is found', () => {
  expect(textScanner(buildTextTables({ checks: [check] }))?.scan('零风险').size).toBe(0)
})

test('tables of a format from later on are not read', () => {
  const packed = buildTextTables({ checks: [forbids('one', '零风险')] })
  expect(textScanner({ ...packed, format: 2 as 1 })).toBeUndefined()
  expect(textScanner(undefined)).toBeUndefined()
})

test('tables of a few phrases are small', () => {
  const phrases = Array.from({ length: 60 }, (_, at) => `保本${String.fromCharCode(0x4e00 + at * 7)}收益`)
  expect(JSON.stringify(buildTextTables({ checks: [forbids('one', ...phrases)] })).length).toBeLessThan(
    60_000,
  )
})
