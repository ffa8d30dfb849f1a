import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conditionFaultWords, playbookFaultWords } from '../../extension/console/fault-words.ts'
import { checkCondition } from '../../worker/decision/check-condition.ts'
import { checkPlaybook, PlaybookError } from '../../worker/decision/decide.ts'
import { conditionEnvironment } from '../../worker/decision/environment.ts'
import { check, playbook, tip } from '../decision/playbook.ts'
import { readSpec } from '../decision/spec.ts'
import { vocabulary } from '../decision/vocabulary.ts'

const withPage = conditionEnvironment(vocabulary)
const withoutPage = conditionEnvironment({ ...vocabulary, pageFields: [] })

interface Case {
  text: string
  page?: boolean
}
const broken = readSpec<{ cases: Case[] }>('condition-faults').cases
const sound = readSpec<{ cases: Case[] }>('conditions').cases

const HAN = /\p{Script=Han}/u
const QUOTED = /规则引擎说/

/** Says something in Chinese, and not only that the engine said something. */
function expectChinese(words: string, from: string): void {
  expect(words, from).toMatch(HAN)
  expect(words, from).not.toMatch(QUOTED)
}

const told = (text: string, env = withPage) => checkCondition(text, env).map(({ message }) => message)

/** What damage seldom leads to. */
const rare: Case[] = [
  '[1, "a"].exists(x, x == 1)',
  'customer.one ? 1 : "a"',
  'customer.age ? true : false',
  'customer.holdings.all(h, 1)',
  'customer.holdings.filter(h, 1).size() > 0',
  '!customer.age',
  '"\\q" == customer.job',
  '"\\x1" == customer.job',
  '"\\ud800" == customer.job',
  'double("x") > 1.0',
  `${'('.repeat(300)}true${')'.repeat(300)}`,
].map((text) => ({ text }))

describe('faults of conditions', () => {
  test.each([...broken, ...rare])('$text', ({ text, page }) => {
    const messages = told(text, page ? withPage : withoutPage)
    expect(messages).not.toEqual([])
    for (const message of messages) {
      expectChinese(conditionFaultWords(message, 'zh-CN'), message)
      expect(conditionFaultWords(message, 'en')).toBe(message)
    }
  })

  const pieces = [
    ...[
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '"""',
      '\\',
      '\\q',
      '\\x1',
      '\\u12',
      '\\777',
      'r"',
      'b"\\u0041"',
    ],
    ...[
      '&&',
      '||',
      '!',
      '-',
      '==',
      '>',
      '+',
      '/ 0',
      '% 0',
      '?',
      ':',
      '? 1 : "a"',
      '.',
      ',',
      ' in ',
      '\n',
      '@',
    ],
    ...['null', 'true', '1', '1.5', '1e', '0x', '1u', '9223372036854775808', 'as', 'for', '"a"', 'x', 'now'],
    ...[
      'customer',
      'customer.age',
      'customer.agge',
      'customer.job',
      'customer.day',
      'customer.holdings',
      'page.x',
    ],
    ...[
      '.size()',
      '.exists(c, c)',
      '.all(1, true)',
      '.map(a, a)',
      '.filter(a, 1)',
      '.exists_one(a, a)',
      '[0]',
    ],
    ...[
      'has(',
      'has(1)',
      'int("a")',
      'double("a")',
      'string(',
      'duration("1d")',
      'timestamp("2026-02-30T00:00:00Z")',
    ],
    ...[
      '.getHours()',
      '.getHours("x")',
      'daysBetween(now)',
      'monthsBetween(1, 2)',
      '.matches("a")',
      '.contains(1)',
    ],
  ]
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    out: fc.integer({ min: 0, max: 4 }),
    put: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })),
  })
  const texts = [...broken, ...sound].map(({ text }) => text)
  const damaged = fc
    .tuple(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 3 }))
    .map(([text, edits]) =>
      edits.reduce((now, { at, out, put }) => {
        const from = Math.round(at * now.length)
        return now.slice(0, from) + put + now.slice(from + out)
      }, text),
    )

  test('whatever a condition is broken into, its faults are said in Chinese', () => {
    fc.assert(
      fc.property(damaged, (text) => {
        for (const message of told(text)) expectChinese(conditionFaultWords(message, 'zh-CN'), message)
      }),
      { numRuns: 4000 },
    )
  })

  test('what nobody has put into words is quoted and not hidden', () => {
    expect(conditionFaultWords('something new', 'zh-CN')).toBe('规则引擎说：something new')
  })

  test('the words keep what was written', () => {
    expect(conditionFaultWords('customer.agee is not declared', 'zh-CN')).toBe('没有“customer.agee”这一项')
    expect(conditionFaultWords('Expected RPAREN, got COMMA', 'zh-CN')).toBe('这里应是“)”，写的是“,”')
    expect(conditionFaultWords('customer.job is never "$1 & $&"', 'zh-CN')).toBe(
      '“customer.job”不会是“$1 & $&”',
    )
  })
})

type Parts = Parameters<typeof playbook>[0]

function faults(parts: Parts): readonly string[] {
  try {
    checkPlaybook(playbook(parts))
  } catch (error) {
    if (error instanceof PlaybookError) return error.faults
    throw error
  }
  return []
}

const text = (words: string) => ({ zh: words, en: words })
const { condition: _, ...bare } = check
const remark = { ...bare, on: 'remark' as const }
const step = { id: 'one', label: text('one') }
const script = {
  id: 'script-a',
  label: text('a'),
  matter: text('a'),
  steps: [{ ...step, say: text('a'), required: true, variants: [{ segments: ['nobody'], say: text('a') }] }],
}
const parameter = { name: 'limit', type: 'int' as const, label: text('limit'), value: 9 }
const { catalogue } = playbook({})
const [age] = catalogue

describe('faults of the playbook', () => {
  test.each<[string, Parts]>([
    ['检查 check-a 还没有条件', { checks: [bare] }],
    ['检查 check-a 看备注，但没有写要找什么', { checks: [remark] }],
    [
      '检查 check-a 看备注，不能有条件',
      { checks: [{ ...remark, applies: 'true', text: { phrases: [], detect: ['card'] } }] },
    ],
    ['检查 check-a 在备注里什么也不找', { checks: [{ ...remark, text: { phrases: [], detect: [] } }] }],
    ['检查 check-a 不看备注', { checks: [{ ...check, text: { phrases: ['abc'], detect: [] } }] }],
    ['检查 check-a 要求步骤 two', { checks: [{ ...bare, on: 'action', requires: ['two'] }] }],
    ['只有针对操作的检查', { checks: [{ ...check, requires: ['one'] }], contactSteps: [step] }],
    ['提示 tip-a 出现了两次', { tips: [tip, tip] }],
    ['步骤 one 出现了两次', { contactSteps: [step, step] }],
    ['话术 script-a 里有给客群 nobody 的话', { scripts: [script] }],
    [
      '话术 script-a 的步骤 one 出现了两次',
      { scripts: [{ ...script, steps: [...script.steps, ...script.steps] }] },
    ],
    ['提示 tip-a 推荐的产品 GONE 不在产品表里', { tips: [{ ...tip, product: 'GONE' }] }],
    ['提示 tip-a 判断适当性要用', { tips: [{ ...tip, product: 'GONE' }] }],
    ['提示 tip-a 给班次 night，但没有这个班次', { tips: [{ ...tip, shifts: ['night'] }] }],
    ['没有一天在其中', { tips: [{ ...tip, from: '2026-05-01', until: '2026-04-30' }] }],
    ['没有人符合', { tips: [{ ...tip, ages: { min: 70, max: 60 } }] }],
    ['提示 tip-a 的文字里有 {{customer.agee}}', { tips: [{ ...tip, say: text('{{customer.agee}}') }] }],
    ['参数 limit 是 9，至多 5', { parameters: [{ ...parameter, max: 5 }] }],
    ['参数 limit 是 9，至少 10', { parameters: [{ ...parameter, min: 10 }] }],
    ['参数 limit 是 9，应在 1 到 5 之间', { parameters: [{ ...parameter, min: 1, max: 5 }] }],
    ['事实 age 从 9 到 1', { catalogue: age ? [{ ...age, min: 9, max: 1 }, ...catalogue.slice(1)] : [] }],
    ['只有整数和金额', { catalogue: age ? [...catalogue.slice(1), { ...age, type: 'bool', min: 1 }] : [] }],
    [
      '提示 tip-a的条件第 2 行第 1 列：没有“customer.onne”这一项；是不是“customer.one”？',
      { tips: [{ ...tip, eligibility: 'customer.age > 65 &&\ncustomer.onne' }] },
    ],
  ])('%s', (expected, parts) => {
    const messages = faults(parts)
    const words = messages.map((one) => playbookFaultWords(one, 'zh-CN'))
    expect(words.join('\n')).toContain(expected)
    for (const [at, one] of words.entries()) expectChinese(one, messages[at] ?? '')
    expect(messages.map((one) => playbookFaultWords(one, 'en'))).toEqual(messages)
  })
})
