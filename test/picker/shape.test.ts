import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { fitsGlob } from '../../extension/host/glob.ts'
import { globOf, isBare, placeOf } from '../../extension/picker/glob.ts'
import { numberIn, patternOf } from '../../extension/picker/shape.ts'

test.each([
  [['600238417705', '600238417706'], '^[0-9]{12}$'],
  [['6002-3841', '6002-3842'], '^[0-9]{4}-[0-9]{4}$'],
  [['KH00123456'], '^[A-Z]{2}[0-9]{8}$'],
  [['12345678', '123456789'], '^[0-9]{8,9}$'],
  [['A1', 'B-22'], '^[0-9A-Z\\-]{2,4}$'],
])('%j are of the shape %s', (numbers, pattern) => expect(patternOf(numbers, true)).toBe(pattern))

test('a number among words is read alone', () => {
  const pattern = patternOf(['600238417705'], false)
  expect(new RegExp(pattern, 'u').exec('陆明岑（600238417705）')?.[1]).toBe('600238417705')
  expect(new RegExp(pattern, 'u').exec('陆明岑（16002384177051）')).toBeNull()
})

test.each([
  [' 600238417705 ', true, '600238417705'],
  ['6002 3841 7705', true, '6002 3841 7705'],
  ['客户号：600238417705', true, null],
  ['客户号：600238417705', false, '600238417705'],
  ['--', false, null],
])('in %j (alone: %s) the number is %s', (text, whole, number) => expect(numberIn(text, whole)).toBe(number))

describe('a shape', () => {
  const number = fc.stringMatching(/^[0-9A-Za-z][0-9A-Za-z -]{0,20}[0-9]$/)

  it('fits every number that it was made of, and is a pattern that the contract takes', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 4 }), (numbers) => {
        const pattern = new RegExp(patternOf(numbers, true), 'u')
        return numbers.every((one) => pattern.test(one))
      }),
    )
  })

  it('holds no digits of the numbers', () => {
    const digits = fc.stringMatching(/^[1-9][0-9]{7,15}$/)
    fc.assert(fc.property(digits, (one) => !patternOf([one], true).includes(one)))
  })
})

describe('a glob', () => {
  test.each([
    ['https://crm.bank.example/customer/detail?no=600238417705', '*/customer/detail*'],
    ['https://crm.bank.example/frames/detail.do?khh=1#x', '*/frames/detail.do*'],
    ['https://crm.bank.example/c/600238417705/view', '*/c/*/view*'],
    ['https://crm.bank.example/c/1b4e28ba-2fa1-11d2-883f-0016d3cca427', '*/c/**'],
    ['https://crm.bank.example/a;jsessionid=ABCDEF?x', '*/a*'],
    ['https://crm.bank.example/', '*/*'],
    ['about:srcdoc', 'about:srcdoc*'],
  ])('%s becomes %s, and fits', (url, glob) => {
    expect(globOf(url)).toBe(glob)
    expect(fitsGlob([glob], url)).toBe(true)
  })

  it('takes the name of a frame where the address tells nothing, unless it is counted', () => {
    expect(placeOf('about:blank', 'main', 'https://a.example').frame).toBe('main')
    expect(placeOf('about:blank', 'frame12', 'https://a.example').frame).toBe('')
    expect(placeOf('https://a.example/x', 'main', 'https://a.example').frame).toBe('')
  })

  test.each([
    ['https://a.example/spa/', true],
    ['https://a.example/app#/customer/1', true],
    ['https://a.example/customer/detail.do', false],
    ['about:blank', true],
  ])('%s says nothing of the screen: %s', (url, bare) => expect(isBare(url)).toBe(bare))
})
