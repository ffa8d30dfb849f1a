import fc from 'fast-check'
import type { Facts } from '../../worker/contract/catalogue.ts'
import { Attribute } from '../../worker/contract/catalogue.ts'
import { Check, Playbook } from '../../worker/contract/playbook.ts'
import type { DecisionInput, PastOutcome } from '../../worker/decision/input.ts'
import { check, input, tip } from './playbook.ts'

const types = {
  age: 'int',
  grade: 'int',
  risk_grade: 'int',
  total: 'money',
  one: 'bool',
  marketing_consent: 'bool',
  job: 'string',
  region: 'string',
} as const

const words = { zh: 'x', en: 'x' }
const catalogue = [
  ...Object.entries(types),
  ['do_not_call_until', 'date'],
  ['risk_assessed_on', 'date'],
  ['total_assets', 'money'],
].map(([name, type]) => Attribute.parse({ name, type, label: words, sensitivity: 'C1', channel: 'core' }))

const number = fc.constantFrom(-1, 0, 1, 2, 3, 4, 5, 17, 18, 64, 65)
const word = fc.constantFrom('a', 'b', 'c')
const numeric = fc.constantFrom('age', 'grade', 'total', 'risk_grade')
const lexical = fc.constantFrom('job', 'region')
const flag = fc.constantFrom('one', 'marketing_consent')

const leaf = fc.oneof(
  fc
    .tuple(numeric, fc.constantFrom('==', '!=', '<', '<=', '>', '>='), number)
    .map((p) => `customer.${p.join(' ')}`),
  fc
    .tuple(numeric, fc.constantFrom('<', '>='), number)
    .map(([name, sign, value]) => `${value} ${sign} customer.${name}`),
  fc
    .tuple(numeric, number, number)
    .map(([name, low, high]) => `customer.${name} >= ${low} && customer.${name} < ${high}`),
  fc
    .tuple(numeric, fc.array(number, { minLength: 1, maxLength: 4 }))
    .map(([name, all]) => `customer.${name} in [${all}]`),
  fc
    .tuple(lexical, fc.constantFrom('==', '!='), word)
    .map(([name, sign, value]) => `customer.${name} ${sign} "${value}"`),
  fc
    .tuple(lexical, fc.array(word, { minLength: 1, maxLength: 3 }))
    .map(([name, all]) => `customer.${name} in [${all.map((one) => `"${one}"`)}]`),
  flag.map((name) => `customer.${name}`),
  fc.constantFrom(...Object.keys(types)).map((name) => `has(customer.${name})`),
  fc.tuple(lexical, word).map(([name, value]) => `customer.${name}.startsWith("${value}")`),
  fc.tuple(numeric, numeric).map(([a, b]) => `customer.${a} + 1 > customer.${b}`),
  fc.constantFrom('true', 'false'),
)

/** Any condition that a person might write over the small catalogue. */
export const condition = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    leaf,
    tie('condition').map((text) => `!(${text})`),
    fc.array(tie('condition'), { minLength: 2, maxLength: 4 }).map((all) => `(${all.join(' && ')})`),
    fc.array(tie('condition'), { minLength: 2, maxLength: 3 }).map((all) => `(${all.join(' || ')})`),
  ),
})).condition

const values = { int: number, money: number, bool: fc.boolean(), string: word }
const known = Object.fromEntries(Object.entries(types).map(([name, type]) => [name, values[type]]))
export const facts = fc.record(known, { requiredKeys: [] }) as fc.Arbitrary<Facts>

const category = fc.constantFrom('service', 'sales', 'care')
const share = fc.constantFrom(0.1, 0.5, 0.9)
const cap = fc.record({ max: fc.integer({ min: 1, max: 3 }), days: fc.integer({ min: 1, max: 40 }) })
const tips = fc.array(
  fc.record({
    eligibility: condition,
    applicability: fc.option(condition, { nil: undefined }),
    category,
    marketing: fc.boolean(),
    product: fc.option(fc.constantFrom('P1', 'P4'), { nil: undefined, freq: 4 }),
    ages: fc.option(fc.constantFrom({ min: 18 }, { max: 64 }), { nil: undefined, freq: 4 }),
    cap,
    score: fc.record({ propensity: share, context: share, value: share, lever: share }),
  }),
  { maxLength: 12 },
)
const product = (code: string, grade: number) => ({
  code,
  name: words,
  kind: 'fund' as const,
  grade,
  minimum: 0,
})

/** Any playbook over the small catalogue. */
export const anyPlaybook = fc
  .record({
    tips,
    segments: fc.array(fc.record({ condition, priority: fc.integer({ min: 1, max: 3 }) }), { maxLength: 6 }),
    checks: fc.array(condition, { maxLength: 6 }),
    caps: fc.array(
      fc.record({
        per: fc.constantFrom('customer', 'agent'),
        categories: fc.uniqueArray(category, { minLength: 1 }),
        max: fc.integer({ min: 1, max: 3 }),
        days: fc.integer({ min: 1, max: 40 }),
      }),
      { maxLength: 2 },
    ),
  })
  .map(({ tips, segments, checks, caps }) =>
    Playbook.parse({
      schema: 1,
      timeZone: 'Asia/Shanghai',
      catalogue,
      pageFields: [],
      products: [product('P1', 1), product('P4', 4)],
      caps,
      segments: segments.map((one, at) => ({ ...one, id: `segment-${at}`, label: words })),
      tips: tips.map((one, at) => ({ ...tip, ...one, id: `tip-${at}` })),
      checks: checks.map((condition, at) => Check.parse({ ...check, condition, id: `check-${at}` })),
      dismissReasons: [],
      adapters: [],
    }),
  )

const outcome: fc.Arbitrary<PastOutcome> = fc
  .record({
    subjectId: fc.integer({ min: 0, max: 11 }).map((at) => `tip-${at}`),
    kind: fc.constantFrom('accepted', 'deferred', 'dismissed', 'shown', 'prompted'),
    agent: fc.constantFrom('agent-1', 'agent-2'),
    customerKey: fc.constantFrom(input.customerKey, 'b'.repeat(64)),
    hours: fc.integer({ min: 0, max: 1200 }),
  })
  .map(({ hours, ...one }) => ({
    ...one,
    subject: 'tip',
    at: new Date(Date.parse(input.asOf) - hours * 3_600_000).toISOString(),
  }))

/** Any question to such a playbook. The assessment is in force: its months are tables' business. */
export const anyInput: fc.Arbitrary<DecisionInput> = fc
  .record({
    facts,
    outcomes: fc.array(outcome, { maxLength: 20 }),
    quiet: fc.constantFrom('2026-03-11', '2026-03-12', null),
  })
  .map(({ facts, outcomes, quiet }) => ({
    ...input,
    facts: { ...facts, risk_assessed_on: '2026-01-01', ...(quiet && { do_not_call_until: quiet }) },
    outcomes,
  }))
