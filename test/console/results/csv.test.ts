import { expect, it } from 'vitest'
import { toCsv } from '../../../extension/console/results/csv.ts'

it('begins with the mark by which spreadsheets know UTF-8, and ends every line as they do', () => {
  expect(
    toCsv([
      ['日期', '展示'],
      ['2026-11-24', 3],
    ]),
  ).toBe('\uFEFF日期,展示\r\n2026-11-24,3\r\n')
})

it.each([
  ['=1+2', "'=1+2"],
  ['+86', "'+86"],
  ['-cmd', "'-cmd"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
  ['a,b', '"a,b"'],
  ['say "no"', '"say ""no"""'],
  ['two\nlines', '"two\nlines"'],
  ['a=b', 'a=b'],
])('writes %j as %j', (value, written) => {
  expect(toCsv([[value]])).toBe(`\uFEFF${written}\r\n`)
})

it('leaves numbers as they are and nothing where there is none', () => {
  expect(toCsv([[-1, null, 0.5]])).toBe('\uFEFF-1,,0.5\r\n')
})
