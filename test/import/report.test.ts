import { describe, expect, it } from 'vitest'
import { describe as inWords, PROBLEMS, Problem, type ProblemCode } from '../../db/import/refusal.ts'
import { progressShower, refusalLine, summaryTable } from '../../db/import/report.ts'
import { terminalLanguage } from '../../db/trouble.ts'

/** Everything a template may ask for. */
const args = {
  ...{ expected: 3, found: 2, encoding: 'gbk', likely: 'utf-8', convert: 'money' },
  ...{ firstFile: 'a.csv', firstLine: 7, causeFile: 'b.csv', causeLine: 8, link: 'owner', lookup: 'region' },
  ...{ allowed: '>= 1', count: 3 },
}

describe.each(Object.keys(PROBLEMS) as ProblemCode[])('problem %s', (code) => {
  it.each(['zh', 'en'] as const)('is told in %s with what to do', (language) => {
    const words = inWords(new Problem(code, 'x', args), language)
    for (const text of Object.values(words)) {
      expect(text).toMatch(language === 'zh' ? /\p{Script=Han}/u : /^[\x20-\x7e]+$/)
      expect(text).not.toMatch(/[{}]/)
    }
  })
})

it('a report is one line of JSON', () => {
  const problem = new Problem('bad-value', 'amount', { convert: 'money' })
  const line = refusalLine({ file: 'a.csv', line: 3, problem, rows: 1 }, 'en')
  expect(line).toMatch(/^[^\n]*\n$/)
  expect(JSON.parse(line)).toEqual({
    file: 'a.csv',
    line: 3,
    column: 'amount',
    code: 'bad-value',
    problem: 'not an amount such as 1234.50 or 1,234.50, no finer than the smallest unit of the currency',
    remedy: expect.stringContaining('Correct it'),
    rows: 1,
  })
})

it('the table lines up in both languages and adds up', () => {
  const files = [
    { file: 'a.csv', rowsIn: 1200, taken: 1199, refused: 1 },
    { file: '客户.csv', rowsIn: 3, taken: 0, refused: 3 },
  ]
  expect(summaryTable({ files }, 'en')).toBe(
    [
      'file      rows in  taken  refused',
      '---------------------------------',
      'a.csv       1,200  1,199        1',
      '客户.csv        3      0        3',
      '---------------------------------',
      'sum         1,203  1,199        4',
    ].join('\n'),
  )
  expect(summaryTable({ files }, 'zh').split('\n')[0]).toBe('文件      读入行数   收下  拒绝')
})

it.each([
  [{}, 'en'],
  [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
  [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
])('%j reads %s', (env, language) => expect(terminalLanguage(env)).toBe(language))

describe('progress', () => {
  const show = (isTTY: boolean) => {
    const written: string[] = []
    let clock = 0
    const out = { isTTY, write: (text: string | Uint8Array) => written.push(String(text)) > 0 }
    const shower = progressShower(out, 'en', () => clock)
    for (const [at, done] of [
      [0, 0],
      [50, 10],
      [1000, 500],
      [1900, 900],
      [3000, 1000],
    ] as const) {
      clock = at
      shower.show({ stage: 'read', file: 'a.csv', done, total: 1000 })
    }
    shower.end()
    return written
  }

  it('stays on one line of a terminal and leaves nothing there', () => {
    const written = show(true)
    expect(written[1]).toBe('\r\x1b[2K[############............]  50 %  Reading a.csv')
    expect(written.join('')).not.toContain('\n')
    expect(written.at(-1)).toBe('\r\x1b[2K')
  })

  it('is a line every two seconds elsewhere', () => {
    expect(show(false)).toEqual(['[########################] 100 %  Reading a.csv\n'])
  })
})
