import { expect, test } from 'vitest'
import type { Check, Product } from '../../worker/contract/playbook.ts'
import { checkAction, checkRemark, strictest } from '../../worker/decision/check.ts'
import { compilePlaybook } from '../../worker/decision/decide.ts'
import { completeFromProducts } from '../../worker/decision/products.ts'
import { buildTextTables } from '../../worker/decision/text/build-tables.ts'
import { check, input, playbook } from './playbook.ts'

const order: Check = { ...check, id: 'order', on: 'action', condition: 'page.amount > customer.total' }
const compiled = (...checks: Check[]) => compilePlaybook(playbook({ checks }), buildTextTables({ checks }))
const { asOf, publishedAt } = input
const at = { kind: 'order' as const, asOf, publishedAt }

test('an action is checked on facts and page together', () => {
  const verdict = (facts: Record<string, number>, page: Record<string, number>) =>
    checkAction(compiled(order), { facts, page, ...at })[0]
  expect(verdict({ total: 1 }, { amount: 2 })?.verdict).toBe('warn')
  expect(verdict({ total: 2 }, { amount: 2 })?.verdict).toBe('pass')
  expect(verdict({ total: 1 }, {})).toMatchObject({ verdict: 'not-checked', missing: ['page.amount'] })
})

test('without facts every check that names one is not-checked, even one that asks with has()', () => {
  const rules = compiled(
    { ...order, id: 'has-fact', condition: '!has(customer.total)' },
    { ...order, id: 'fact-or-page', condition: 'page.amount > 1 && customer.one' },
    { ...order, id: 'fact-in-applies', applies: 'customer.one', condition: 'page.amount > 1' },
    { ...order, id: 'page-only', condition: 'page.amount > 1' },
  )
  const checks = checkAction(rules, { facts: null, page: { amount: 1 }, ...at })
  expect(checks.map(({ id, verdict, missing }) => [id, verdict, missing])).toEqual([
    ['fact-in-applies', 'not-checked', ['customer.one']],
    ['fact-or-page', 'not-checked', ['customer.one']],
    ['has-fact', 'not-checked', ['customer.total']],
    ['page-only', 'pass', []],
  ])
})

test.each([
  ['found where the rest finds it', '!has(customer.total) || page.amount > 0', undefined, 'warn', []],
  ['no doubt where the page alone decides', 'page.amount > 1 && !has(customer.total)', undefined, 'pass', []],
  [
    'not known to hold',
    'has(customer.total) && customer.total > 5',
    undefined,
    'not-checked',
    ['customer.total'],
  ],
  [
    'not known to concern the customer',
    'page.amount > 1',
    'has(customer.total)',
    'not-checked',
    ['customer.total'],
  ],
  ['of no matter where the rule does not ask for it', 'page.amount > 1', undefined, 'pass', []],
  [
    'no more than none where it is a group',
    'has(customer.vulnerable) && customer.vulnerable',
    undefined,
    'pass',
    [],
  ],
] as const)('what is too old is %s', (_, condition, applies, verdict, missing) => {
  const { catalogue } = playbook({})
  const attribute = {
    ...catalogue.find(({ type }) => type === 'bool'),
    name: 'vulnerable',
    channel: 'segmentation',
  } as (typeof catalogue)[0]
  const checks = [{ ...order, condition, ...(applies && { applies }) }]
  const rules = compilePlaybook(playbook({ checks, catalogue: [...catalogue, attribute] }))
  const stale = ['total', 'vulnerable']
  const [found] = checkAction(rules, { facts: {}, stale, page: { amount: 1 }, ...at })
  expect(found).toMatchObject({ verdict, missing })
})

test('only checks of the moment are asked', () => {
  const rules = compiled(check, order, {
    ...check,
    id: 'remark',
    on: 'remark',
    text: { phrases: ['ab'], detect: [] },
  })
  expect(checkAction(rules, { facts: {}, page: {}, ...at })).toHaveLength(1)
  expect(checkRemark(rules, 'b').map(({ id }) => id)).toEqual(['remark'])
})

test('a remark check says every place it found', () => {
  const text = { phrases: ['零风险', 'risk free'], detect: ['card' as const] }
  const [found] = checkRemark(
    compiled({ ...check, on: 'remark', text }),
    '零 风险，Risk-Free 4111111111111111',
  )
  expect(found).toMatchObject({
    verdict: 'warn',
    found: [
      { start: 0, end: 4 },
      { start: 5, end: 14 },
      { start: 15, end: 31 },
    ],
  })
})

test('the strictest rules the action; of no checks there is none', () => {
  const rules = compiled(
    { ...order, id: 'stop', inDoubt: 'stop' },
    { ...order, id: 'go', condition: 'page.amount > 1' },
  )
  const checks = checkAction(rules, { facts: {}, page: { amount: 2 }, ...at })
  expect(strictest(checks, rules)?.id).toBe('stop')
  expect(strictest([], rules)).toBeUndefined()
})

const product: Product = {
  code: 'LC0001',
  name: { zh: '甲', en: 'a' },
  kind: 'wealth',
  grade: 3,
  privateOffering: true,
  minimum: 100,
}

const open: Product = { ...product, code: 'LC0003', privateOffering: false, minimum: 0 }

test.each([
  [
    { product_code: 'lc 0001' },
    { product_grade: 3, product_kind: 'wealth', product_private: true, product_minimum: 100 },
  ],
  [{ product_code: 'ＬＣ0001', product_grade: 2 }, { product_grade: 3 }],
  [{ product_code: 'LC0003' }, { product_private: false, product_minimum: 0 }],
  [
    { product_code: 'LC0003', product_private: true },
    { product_private: true, product_minimum: 0 },
  ],
  [{ product_code: 'LC0001', product_grade: 4 }, { product_grade: 4 }],
  [{ product_code: 'LC0001', product_minimum: 500 }, { product_minimum: 500 }],
  [{ product_code: 'LC0001', product_minimum: 5 }, { product_minimum: 100 }],
  [{ product_code: 'LC0002', product_grade: 2 }, { product_grade: 2 }],
])('page %o is completed from the product table', (page, expected) => {
  const { products } = compilePlaybook(playbook({ products: [product, open] }))
  expect(completeFromProducts(page, products)).toMatchObject(expected)
})

test('an unknown code adds nothing', () => {
  const { products } = compilePlaybook(playbook({ products: [product] }))
  expect(completeFromProducts({ product_code: 'LC0002' }, products)).toEqual({ product_code: 'LC0002' })
  expect(completeFromProducts({}, products)).toEqual({})
})

test('a remark that must say something is found wanting until it does, and a denial is none', () => {
  const text = { phrases: [], required: ['揭示风险', 'risk disclosed'], detect: [] }
  const rules = compiled({ ...check, on: 'remark', text })
  const verdict = (remark: string) => checkRemark(rules, remark)[0]?.verdict
  expect(['', '客户购买', '未揭示风险', '是否已揭示风险'].map(verdict)).toEqual([
    'warn',
    'warn',
    'warn',
    'warn',
  ])
  expect(['已向客户揭示 風險', 'Risk disclosed'].map(verdict)).toEqual(['pass', 'pass'])
  expect(checkRemark(rules, '')[0]?.found).toEqual([])
})

test('without tables no phrase can be looked for, and that is said', () => {
  const phrases = {
    ...check,
    id: 'phrases',
    on: 'remark' as const,
    text: { phrases: ['零风险'], detect: [] },
  }
  const cards = {
    ...check,
    id: 'cards',
    on: 'remark' as const,
    text: { phrases: [], detect: ['card' as const] },
  }
  const checks = checkRemark(compilePlaybook(playbook({ checks: [phrases, cards] })), '零风险')
  expect(checks.map(({ id, verdict }) => [id, verdict])).toEqual([
    ['phrases', 'not-checked'],
    ['cards', 'pass'],
  ])
})
