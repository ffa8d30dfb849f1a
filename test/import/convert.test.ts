import { describe, expect, it } from 'vitest'
import { CONVERSION_NAMES, CONVERSIONS, type ConversionName, minorDigits } from '../../db/import/convert.ts'
import { dayIn, noonIn, runningYear, startOfDayIn, yearsBetween } from '../../db/import/dates.ts'

type Case = [texts: string | string[], result: unknown]
const bad = undefined

const cases: Partial<Record<ConversionName, Case[]>> = {
  text: [['R1', 'R1']],
  listed: [['anything', bad]],
  int: [
    ['0', 0],
    ['-0', 0],
    ['+7', 7],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', bad],
    ['1.0', bad],
    ['1 000', bad],
    ['0x10', bad],
    ['1e3', bad],
    ['１２', bad],
  ],
  money: [
    ['0', 0],
    ['-0.00', 0],
    ['0.01', 1],
    ['0.1', 10],
    ['0.010', 1],
    ['0.001', bad],
    ['700.00', 70_000],
    ['-2651.80', -265_180],
    ['1,234.50', 123_450],
    ['12,34.50', bad],
    ['1.234,50', bad],
    ['.50', bad],
    ['5.', bad],
    ['90071992547409.91', 9_007_199_254_740_991],
    ['90071992547409.92', bad],
    ['NaN', bad],
  ],
  bool: [
    ['yes', true],
    ['NO', false],
    ['1', true],
    ['0', false],
    ['是', true],
    ['否', false],
    ['unknown', bad],
  ],
  'date-iso': [
    ['2024-02-29', '2024-02-29'],
    ['2023-02-29', bad],
    ['2024-04-31', bad],
    ['2024-13-01', bad],
    ['2024-00-10', bad],
    ['20240229', '2024-02-29'],
    ['2024-02-29 23:59:59', '2024-02-29'],
    ['2024-02-29T23:59:59.5Z', '2024-02-29'],
    ['2024-2-9', bad],
    ['24-02-29', bad],
  ],
  'date-dmy': [
    ['29.02.2024', '2024-02-29'],
    ['1/12/2024', '2024-12-01'],
    ['12/13/2024', bad],
  ],
  'date-yymmdd': [
    ['600101', '1960-01-01'],
    ['991231', '1999-12-31'],
    ['000101', '2000-01-01'],
    ['591231', '2059-12-31'],
    ['930101 00:00:00', '1993-01-01'],
    ['930229', bad],
    ['9301', bad],
    ['19930101', bad],
  ],
  'birth-date': [
    ['706213', '1970-12-13'],
    ['600512', '1960-05-12'],
    ['605112', '1960-01-12'],
    ['606212', '1960-12-12'],
    ['605012', bad],
    ['606312', bad],
  ],
  'birth-gender': [
    ['600512', 'male'],
    ['601212', 'male'],
    ['605112', 'female'],
    ['605012', bad],
  ],
  'day-month': [
    [['5', 'may'], '2008-05-05'],
    [['31', 'DEC'], '2008-12-31'],
    [['1', 'january'], '2008-01-01'],
    [['31', 'apr'], bad],
    [['5', 'mai?'], bad],
    [['x', 'may'], bad],
  ],
  month: [
    ['may', '2008-05-01'],
    ['12', '2008-12-01'],
    ['1', '2008-01-01'],
    ['13', bad],
    ['0', bad],
  ],
}

describe.each(CONVERSION_NAMES)('conversion %s', (name) => {
  const options = { minorDigits: 2, unit: 1, centuryFrom: 1960, firstYear: 2008 }
  it.each(cases[name] ?? [])('%j gives %j', (texts, result) => {
    const convert = CONVERSIONS[name].make(options)
    expect(convert(...([texts].flat() as [string, string]))).toBe(result)
  })
  it('has cases, and says what it takes in both languages', () => {
    expect(cases[name]?.length).toBeGreaterThan(0)
    expect(Object.values(CONVERSIONS[name].expects).every((text) => text.length > 1)).toBe(true)
  })
})

describe('money in other units', () => {
  const wan = CONVERSIONS.money.make({ minorDigits: 2, unit: 10_000, centuryFrom: 0, firstYear: 0 })
  it.each([
    ['12.345678', 12_345_678],
    ['0.000001', 1],
    ['0.0000001', undefined],
  ])('%s ten thousands are %s smallest units', (text, minor) => expect(wan(text)).toBe(minor))

  it.each([
    ['CNY', 2],
    ['JPY', 0],
    ['KWD', 3],
  ])('%s has %d digits', (currency, digits) => expect(minorDigits(currency)).toBe(digits))
})

describe('years of rows that give none', () => {
  const years = (months: number[]) => {
    const yearOf = runningYear(2008)
    return months.map((month) => yearOf(month))
  }
  it('go on when the month begins anew', () => {
    expect(years([5, 6, 8, 10, 12, 1, 4, 5])).toEqual([2008, 2008, 2008, 2008, 2008, 2009, 2009, 2009])
  })
  it('are not moved by a straggler', () => {
    expect(years([5, 12, 5, 6])).toEqual([2008, 2007, 2008, 2008])
    expect(years([9, 1, 9, 10, 1])).toEqual([2008, 2009, 2008, 2008, 2009])
    expect(years([5, 4, 5])).toEqual([2008, 2008, 2008])
  })
})

describe('days and moments', () => {
  it('counts whole years', () => {
    expect(yearsBetween('1960-05-18', '2026-05-17')).toBe(65)
    expect(yearsBetween('1960-05-18', '2026-05-18')).toBe(66)
    expect(yearsBetween('2027-01-01', '2026-05-18')).toBeLessThan(0)
  })
  it('knows noon and midnight of a zone, summer time too', () => {
    expect(noonIn('Asia/Shanghai', '2026-11-23')).toBe('2026-11-23T04:00:00.000Z')
    expect(noonIn('Europe/Prague', '1998-12-29')).toBe('1998-12-29T11:00:00.000Z')
    expect(noonIn('Europe/Prague', '1998-07-01')).toBe('1998-07-01T10:00:00.000Z')
    expect(startOfDayIn('Asia/Shanghai', '2026-11-23')).toBe('2026-11-22T16:00:00.000Z')
    expect(dayIn('Asia/Shanghai', new Date('2026-11-22T16:00:00Z'))).toBe('2026-11-23')
  })
})
