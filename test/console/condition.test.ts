import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldsOf } from '../../extension/console/condition/fields.ts'
import { type Group, isGroup, linesOf, type Rule } from '../../extension/console/condition/model.ts'
import { fromCel } from '../../extension/console/condition/read.ts'
import { toCel, type Vocabulary } from '../../extension/console/condition/write.ts'
import type { Facts, FactValue } from '../../worker/contract/catalogue.ts'
import { checkCondition } from '../../worker/decision/check-condition.ts'
import { conditionCompiler } from '../../worker/decision/conditions.ts'
import { conditionEnvironment } from '../../worker/decision/environment.ts'
import { Scope } from '../../worker/decision/scope.ts'
import { playbook } from '../panel/story.ts'

const { catalogue, parameters, timeZone } = playbook
const env = conditionEnvironment({ catalogue, pageFields: [], parameters, timeZone })
const fields = new Map(fieldsOf(playbook, false).map((field) => [field.name, field]))
const vocabulary: Vocabulary = { fields, segments: playbook.segments }
const compile = conditionCompiler(env)

const read = (text: string): Group => {
  const group = fromCel(text, env, vocabulary)
  if (!group) throw new Error(`not read: ${text}`)
  return group
}
const again = (text: string) => toCel(read(text), vocabulary)

/** Facts about what the conditions below ask, some of them missing. */
const day = fc.integer({ min: -40, max: 40 }).map((by) => {
  const at = new Date(Date.UTC(2026, 10, 23) + by * 86_400_000)
  return at.toISOString().slice(0, 10)
})
const facts: fc.Arbitrary<Facts> = fc
  .record(
    {
      age: fc.integer({ min: 30, max: 70 }),
      job: fc.constantFrom('retired', 'student', 'technician'),
      region: fc.constantFrom('', '北京', '"x\\y'),
      total_assets: fc.constantFrom(0, 49_999_999, 50_000_000, 50_000_001, 30_000_000),
      deposit_balance: fc.constantFrom(0, 5_000_000, 12_345),
      app_active: fc.boolean(),
      housing_loan: fc.boolean(),
      risk_grade: fc.integer({ min: 1, max: 5 }),
      term_deposit_matures_on: day,
      risk_assessed_on: day,
    },
    { requiredKeys: [] },
  )
  .map((record) => record as Record<string, FactValue>)

const answers = (text: string, customer: Facts) =>
  compile(text).condition.evaluate(
    new Scope(env, {
      customer,
      contact: { channel: 'phone', steps: ['identity-verified'] },
      now: new Date('2026-11-23T06:00:00Z'),
    }),
  ).value

const sign = fc.constantFrom('==', '!=', '<', '<=', '>', '>=')
const number = fc.integer({ min: -5, max: 70 })

/** Leaves of all sorts: what the builder shows, and what only CEL can say. */
const leaf = fc.oneof(
  fc.tuple(sign, number).map(([sign, value]) => `customer.age ${sign} ${value}`),
  fc.tuple(number, sign).map(([value, sign]) => `${value} ${sign} customer.risk_grade`),
  sign.map((sign) => `customer.age ${sign} parameter.senior_age`),
  fc
    .tuple(sign, fc.constantFrom('500000 * 100', '30000000', '12345', '-5', '100 * 3'))
    .map(([sign, value]) => `customer.total_assets ${sign} ${value}`),
  fc.constantFrom(
    'customer.app_active',
    '!customer.housing_loan',
    'customer.app_active == true',
    'has(customer.job)',
    '!has(customer.total_assets)',
    'customer.job == "retired"',
    'customer.job != "student"',
    'customer.job in ["retired", "student"]',
    '!(customer.job in ["technician"])',
    'customer.region == "\\"x\\\\y"',
    'customer.region.contains("京")',
    'customer.region.startsWith("x") == false',
    '"identity-verified" in contact.steps',
    '!("risk-disclosed" in contact.steps)',
    'contact.channel in ["phone", "chat"]',
    'customer.total_assets > customer.deposit_balance * 2',
    'customer.age > 60 ? customer.app_active : customer.housing_loan',
    'customer.age + 5 >= 65',
    'now.getHours("Asia/Shanghai") >= 9',
    'true',
    ...playbook.segments.map(({ condition }) => condition),
  ),
  fc
    .tuple(
      fc.constantFrom('term_deposit_matures_on', 'risk_assessed_on'),
      sign,
      fc.integer({ min: -20, max: 30 }),
    )
    .map(([name, sign, days]) => `daysBetween(now, customer.${name}) ${sign} ${days}`),
  fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 5, max: 30 })).map(([low, high]) => {
    const days = 'daysBetween(customer.risk_assessed_on, now)'
    return `${days} >= ${low} && ${days} <= ${high}`
  }),
  fc
    .integer({ min: 0, max: 3 })
    .map((months) => `monthsBetween(customer.risk_assessed_on, now) >= ${months}`),
)

const { text: condition } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc
      .array(tie('text'), { minLength: 2, maxLength: 3 })
      .map((parts) => parts.map((one) => `(${one})`).join(' && ')),
    fc
      .array(tie('text'), { minLength: 2, maxLength: 3 })
      .map((parts) => parts.map((one) => `(${one})`).join(' || ')),
    tie('text').map((one) => `!(${one})`),
  ),
}))

/** Some conditions can hold for nobody and are refused when saved; that is not what is asked here. */
const parses = (text: string) => checkCondition(text, env).every(({ message }) => /never hold/.test(message))

describe('CEL and builder', () => {
  test('any condition means the same after a way through the builder', () => {
    fc.assert(
      fc.property(condition, fc.array(facts, { minLength: 5, maxLength: 5 }), (text, customers) => {
        expect(parses(text)).toBe(true)
        const back = again(text)
        for (const customer of customers) expect(answers(back, customer)).toBe(answers(text, customer))
      }),
      { numRuns: 1500 },
    )
  })

  test('what the builder wrote it writes again', () => {
    fc.assert(
      fc.property(condition, (text) => {
        const back = again(text)
        expect(again(back)).toBe(back)
      }),
      { numRuns: 1500 },
    )
  })

  test.each(
    [
      ...playbook.segments,
      ...playbook.tips.map(({ id, eligibility }) => ({ id, condition: eligibility })),
    ].map(({ id, condition }) => [id, condition] as const),
  )('the shipped condition of %s is read', (_, text) => {
    expect(checkCondition(again(text), env)).toEqual([])
  })

  test('most of what ships is shown in lines and not as text', () => {
    const lines = playbook.tips.flatMap(({ eligibility }) => linesOf(read(eligibility)))
    const textual = lines.filter(({ field }) => field === 'cel')
    expect(textual.length / lines.length).toBeLessThan(0.2)
  })
})

const line = (text: string): Rule | Group | undefined => read(text).rules[0]

describe('lines', () => {
  test.each<[string, Partial<Rule>]>([
    ['customer.total_assets >= 300000 * 100', { operator: '>=', value: '300000' }],
    ['customer.total_assets >= 12345', { operator: '>=', value: '123.45' }],
    ['65 <= customer.age', { operator: '>=', value: '65' }],
    ['customer.age >= parameter.senior_age', { field: 'segment', value: 'senior' }],
    ['customer.age < parameter.senior_age', { operator: '<', value: 'parameter.senior_age' }],
    ['!has(customer.job)', { operator: 'unknown' }],
    ['daysBetween(now, customer.risk_assessed_on) <= 14', { operator: 'ahead:<=', value: '14' }],
    [
      'daysBetween(customer.risk_assessed_on, now) >= 1 && daysBetween(customer.risk_assessed_on, now) <= 30',
      { operator: 'ago:between', value: ['1', '30'] },
    ],
    ['customer.age + 5 >= 65', { field: 'cel', value: 'customer.age + 5 >= 65' }],
    ['customer.app_active == true', { field: 'cel' }],
    ['customer.job == "retird"', { field: 'customer.job', value: 'retird' }],
  ])('%s', (text, expected) => {
    expect(line(text)).toMatchObject(expected)
  })

  test('a segment is named where its condition stands', () => {
    const near = playbook.segments.find(({ id }) => id === 'near-retirement')?.condition
    const group = read(`(${near}) && customer.app_active`)
    expect(group.rules).toMatchObject([{ field: 'segment', value: 'near-retirement' }, { operator: 'true' }])
  })

  test('brackets and their negation are groups', () => {
    const group = read('!(customer.age > 60 || customer.app_active) && customer.housing_loan')
    expect(group.rules[0]).toMatchObject({ combinator: 'or', not: true })
    expect(isGroup(group.rules[0] as Group)).toBe(true)
  })

  test('everybody is a builder without lines', () => {
    expect(read('true')).toEqual({ combinator: 'and', rules: [] })
    expect(toCel({ combinator: 'and', rules: [] }, vocabulary)).toBe('true')
  })

  test.each(['customer.age >=', '(', '', '"'])(
    'what cannot be read is refused and left alone: %s',
    (text) => {
      expect(fromCel(text, env, vocabulary)).toBeUndefined()
    },
  )
})
