import { expect, test } from 'vitest'
import { buildTextTables } from '../../../worker/decision/text/build-tables.ts'
import { textScanner } from '../../../worker/decision/text/scan-text.ts'
import { check } from '../playbook.ts'

const phrases = ['保本', '零风险', '存款一样', '马上就没了', '仅限今天', '工资二倍', '稳赚不赔']
const text = { phrases, required: ['风险已揭示'], detect: [] }
const tables = buildTextTables({ checks: [{ ...check, id: 'all', on: 'remark', text }] })
const scan = (written: string) => textScanner(tables)?.scan(written).get('all')
const isFound = (written: string) => (scan(written)?.forbidden.length ?? 0) > 0

test.each([
  ['a radical', '⻢上就没了'],
  ['a radical that stands for a traditional character', '零⻛险'],
  ['katakana', 'エ资ニ倍'],
  ['a variant of no other use', '保夲'],
  ['a variant', '存欵ー样'],
  ['the sign of nothing', '〇风险'],
  ['a character of its own in a whole phrase', '零凤险'],
  ['another', '仅限令天'],
  ['one kind of it, wherever it stands, with a variant', '〇凤险'],
])('%s is found: %s', (_, written) => {
  expect(isFound(written)).toBe(true)
})

test.each([
  ['a character of its own where the rest is missing', '凤险'],
  ['a character of its own in a short phrase', '担保木材厂'],
  ['another', '投保未满两年'],
  ['katakana that are words', 'ローン'],
  ['a radical of another character', '⻥上就没了'],
])('%s is not: %s', (_, written) => {
  expect(isFound(written)).toBe(false)
})

test('what is required is not there in the disguise of another character', () => {
  expect(scan('凤险已揭示')).toBeUndefined()
  expect(scan('风险已揭示')?.required).toBe(true)
})
