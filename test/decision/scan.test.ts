import fc from 'fast-check'
import { expect, test } from 'vitest'
import { containsAny, scanIdentifiers } from '../../worker/decision/scan.ts'
import { marked } from './marked.ts'
import { readSpec } from './spec.ts'

test.each(readSpec<{ cases: [string, string[]][] }>('scan').cases)('%s: %j', (text, kinds) => {
  const { plain, ranges } = marked(text)
  const expected = ranges.map((range, at) => ({ kind: kinds[at], ...range }))
  expect(scanIdentifiers(plain)).toEqual(expected)
})

test.each([
  ['客户 6002-3841 7705 来电', ['600238417705'], true],
  ['客户６００２３８４１７７０５来电', ['600238417705'], true],
  ['找陆 明 岑', ['陆明岑'], true],
  ['call ADA Lovelace', ['ada lovelace'], true],
  ['阿卜杜·外力来电', ['阿卜杜外力'], true],
  ['客户 600238417706 来电', ['600238417705'], false],
  ['找陆先生', ['陆', ''], false],
  ['无', [], false],
])('in "%s" of %j: %s', (text, values, contains) => {
  expect(containsAny(text, values)).toBe(contains)
})

const digit = fc.integer({ min: 0, max: 9 }).map(String)

test('six digits or more in a row never go unseen, whatever stands around them', () => {
  const digits = fc.array(digit, { minLength: 6, maxLength: 24 }).map((all) => all.join(''))
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      digits,
      fc.string({ unit: 'grapheme' }),
      (before, digits, after) => {
        const text = `${before}客${digits}户${after}`
        const start = before.length + 1
        const over = scanIdentifiers(text).filter(
          (one) => one.start < start + digits.length && one.end > start,
        )
        expect(over.length).toBeGreaterThan(0)
      },
    ),
    { numRuns: 1000 },
  )
})

test('what is found stands in order, inside the text, without overlap', () => {
  const noisy = fc.array(
    fc.oneof(digit, fc.constantFrom(' ', '-', 'x', '码', '验证码', '１', 'cvv', '@a.cn')),
  )
  fc.assert(
    fc.property(noisy, (parts) => {
      const text = parts.join('')
      let last = 0
      for (const { start, end } of scanIdentifiers(text)) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        last = end
      }
      expect(last).toBeLessThanOrEqual(text.length)
    }),
    { numRuns: 1000 },
  )
})
