import { describe, expect, it, test } from 'vitest'
import { presentCheck } from '../../extension/present/checks.ts'
import { roughly } from '../../extension/present/format.ts'
import { heldText } from '../../extension/present/held.ts'
import { isMasked } from '../../extension/present/masked.ts'
import { presentPanel } from '../../extension/present/panel.ts'
import { presentFact } from '../../extension/present/segments.ts'
import { knownOf } from '../../extension/present/show.ts'
import { Attribute, type FactValue } from '../../worker/contract/catalogue.ts'
import { decided, order, show as storyShow, wealthy } from '../panel/story.ts'
import { decision, languages, show } from './fixture.ts'

const attribute = (more: Partial<Attribute>) =>
  Attribute.parse({
    name: 'one',
    type: 'money',
    label: { zh: '甲', en: 'A' },
    sensitivity: 'C2',
    channel: 'core',
    ...more,
  })
const product = {
  code: 'A',
  name: { zh: '甲', en: 'A' },
  kind: 'fund' as const,
  grade: 2,
  amount: 1_234_500,
}

describe('what is masked', () => {
  test.each([
    [{ type: 'money' }, 0, true],
    [{ type: 'money', sensitivity: 'C1' }, 100, false],
    [{ type: 'money' }, undefined, false],
    [{ type: 'holdings' }, [product], true],
    [{ type: 'holdings' }, [], false],
    [{ type: 'string' }, '138 1234 5678', true],
    [{ type: 'string' }, '6222-0202', true],
    [{ type: 'string' }, '１３８１２３４５６７８', true],
    [{ type: 'string' }, 'Asia/Shanghai', false],
    [{ type: 'string', values: { '1234': { zh: '乙', en: 'B' } } }, '1234', false],
    [{ type: 'string', values: { '1234': { zh: '乙', en: 'B' } } }, '卡 6222 0202', true],
    [{ type: 'int', unit: 'grade' }, 3, false],
    [{ type: 'date' }, '2026-12-01', false],
    [{ type: 'bool' }, true, false],
  ] as [Partial<Attribute>, FactValue | undefined, boolean][])('%j of %j: %s', (more, value, masked) => {
    expect(isMasked(attribute(more), value)).toBe(masked)
  })
})

test.each([
  [86_240_000, 'CNY', '90 万元', '900,000 CNY'],
  [99_999_999, 'CNY', '100 万元', '1,000,000 CNY'],
  [949_999, 'CNY', '9,000 元', '9,000 CNY'],
  [-12_345, 'CNY', '-100 元', '-100 CNY'],
  [40, 'CNY', '0 元', '0 CNY'],
  [0, 'CNY', '0 元', '0 CNY'],
  [4_512_350, 'CZK', '50,000 CZK', '50,000 CZK'],
  [4_512_350, null, '50,000', '50,000'],
])('%i %s is roughly %s, %s', (minor, currency, zh, en) => {
  expect(roughly(minor, currency, 'zh-CN')).toBe(zh)
  expect(roughly(minor, currency, 'en')).toBe(en)
})

describe('what is held', () => {
  const on = show('zh-CN')
  const known = knownOf(
    on,
    decision({ deposit_balance: 86_240_050, age: 66, pin: '8812', holdings: [product] }),
  )

  test.each([
    ['deposit_balance', '862,400.50 元'],
    ['holdings', '甲 R2 12,345 元'],
    ['assets-total', '已知 862,400.50 元'],
    ['age', null],
    ['pin', null],
    ['term_deposit_balance', null],
    ['constructor', null],
  ])('%s reads %s', (name, told) => {
    expect(heldText(on, known, name)).toBe(told)
  })

  it('is what a fact names where it stands', () => {
    const [fact] = presentFact(on, known, 'deposit_balance')
    expect(fact?.value).toEqual({ name: 'deposit_balance', label: '活期余额', instead: '••••••' })
  })
})

describe.each(languages)('the view of a side panel in %s', (language) => {
  const on = storyShow(language)
  const view = JSON.stringify(presentPanel(on, decided(wealthy), order(wealthy)))

  it.each(['862,400', '182,400', '280,000', '182400', '86240000', '18240000'])(
    'does not hold %s',
    (amount) => {
      expect(view).not.toContain(amount)
    },
  )

  it('tells amounts roughly', () => {
    expect(view).toContain(language === 'en' ? 'about 900,000 CNY' : '约 90 万元')
    expect(view).toContain(
      language === 'en' ? 'a term deposit of about 300,000 CNY' : '一笔约 30 万元的定期存款',
    )
  })

  it('holds what the agent types into the page in full', () => {
    const known = knownOf(on, decided(wealthy), { amount: 500_000_00 })
    const found = { id: 'amount-share', verdict: 'warn' as const, missing: [], basis: [] }
    const [check] = presentCheck(on, known, found)
    expect(check?.finding).toContain('500,000')
    expect(check?.finding).not.toContain('862,400')
    expect(check?.masked.map(({ name }) => name)).toEqual(['total_assets'])
  })
})
