import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PageField } from '../../worker/contract/catalogue.ts'
import { parsePageFields } from '../../worker/decision/check.ts'
import { readSpec } from './spec.ts'

const fields = (['money', 'int', 'bool', 'string'] as const).map((type) =>
  PageField.parse({ name: type, type, label: { zh: type, en: type } }),
)

test.each(readSpec<{ cases: ['money' | 'int' | 'bool' | 'string', string, unknown][] }>('page-fields').cases)(
  'as %s "%s" is %j',
  (type, text, value) => {
    expect(parsePageFields({ [type]: text }, fields)).toEqual(value === null ? {} : { [type]: value })
  },
)

test('what is not declared is left out', () => {
  expect(parsePageFields({ other: '1', int: '2' }, fields)).toEqual({ int: 2 })
})

test('money written with separators comes back exactly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (hundredths) => {
      const [whole, fraction] = [Math.floor(hundredths / 100), String(hundredths % 100).padStart(2, '0')]
      const text = `${whole.toLocaleString('en-US')}.${fraction}`
      expect(parsePageFields({ money: text }, fields)).toEqual({ money: hundredths })
    }),
  )
})
