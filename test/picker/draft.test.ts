import { describe, expect, it, test } from 'vitest'
import { draftOf, type Taught } from '../../extension/picker/draft.ts'
import { Adapter } from '../../worker/contract/adapter.ts'
import { DETAIL, NAME, NUMBER, picked, taught, visit, way } from './taught.ts'

const [A, B] = ['600200000001', '600200000002']
const seen = [visit(A, '甲一', A, A, A), visit(B, '乙二', B, B, B)]

/** The draft as the schema reads it. */
function adapterOf(given: Taught): Adapter {
  const { adapter, lacking } = draftOf(given)
  if (lacking) throw new Error(lacking)
  return Adapter.parse(adapter)
}
const screenOf = (given: Taught) => {
  const [screen] = adapterOf(given).screens
  if (!screen) throw new Error('no screen')
  return screen
}

describe('a draft', () => {
  it('is an adapter: the screen by its address, the number in several ways, the name', () => {
    expect(adapterOf(taught({ visits: seen }))).toMatchObject({
      id: 'crm-crm-bank-example-detail',
      hosts: ['https://crm.bank.example/*'],
      numberPattern: '^[0-9]{12}$',
      screens: [
        {
          id: 'detail',
          when: { url: ['*/detail*'] },
          customer: {
            number: [
              { label: ['客户号'], pattern: '^[0-9]{12}$' },
              { css: '#custNo', pattern: '^[0-9]{12}$' },
            ],
            anchor: [{ label: ['客户姓名'], css: 'b' }],
          },
        },
      ],
    })
  })

  it('leaves out the way that failed on a page, and the one by place', () => {
    const visits = [visit(A, '甲一', A, A, A), visit(B, '乙二', null, B, B)]
    expect(screenOf(taught({ visits })).customer?.number).toMatchObject([{ css: '#custNo' }])
  })

  it('goes by place only where nothing else is left', () => {
    const visits = [visit(A, '甲一', null, null, A)]
    expect(screenOf(taught({ visits })).customer?.number).toMatchObject([{ css: 'td:nth-child(2)' }])
  })

  it('never holds a way that read another customer, chosen or not', () => {
    const visits = [visit(A, '甲一', A, A, A), visit(B, '乙二', B, A, B)]
    const number = screenOf(taught({ visits, chosen: { 1: 1 } })).customer?.number
    expect(number?.map(({ css, label }) => css ?? label)).toEqual([['客户号']])
  })

  it('tells screens of one address apart by what is on them', () => {
    expect(screenOf(taught({ visits: seen })).when.present).toBeUndefined()
    const vague = taught({ visits: seen, picks: [{ ...NUMBER, vague: true }, NAME] })
    expect(screenOf(vague).when.present).toEqual([{ label: ['客户号'] }])
    const order = picked(3, 'press', [way('id', { css: '#submit' })], { view: 1 })
    const { screens } = adapterOf(taught({ visits: seen, picks: [NUMBER, NAME, order] }))
    expect(screens.map(({ id, when }) => [id, when.present])).toEqual([
      ['detail', [{ label: ['客户号'] }]],
      ['detail-2', [{ css: '#submit' }]],
    ])
  })

  it('guards a button by every way to press it, with its form and its shortcuts', () => {
    const form = { css: "form[name='f1']" }
    const press = picked(3, 'press', [way('id', { css: '#ok' }), way('name', { css: "[name='ok']" })], {
      form,
    })
    const acts = { 3: { action: 'remark' as const, keys: ['F9'] } }
    expect(screenOf(taught({ visits: seen, picks: [NUMBER, NAME, press], acts })).guards).toEqual([
      {
        id: 'submit-remark',
        action: 'remark',
        press: [{ css: '#ok' }, { css: "[name='ok']" }],
        form,
        keys: ['F9'],
      },
    ])
  })

  it('reads every box for remarks once, and words of other fields by what they are', () => {
    const box = (id: number, css: string) =>
      picked(id, 'field:remark', [way('name', { css }, 'value'), way('class', { css: `.${id}` }, 'value')])
    const grade = picked(5, 'field:product_grade', [way('label', { label: ['等级'] })])
    const label = { zh: '等级', en: 'Grade' }
    const fields = [{ name: 'product_grade', type: 'int' as const, label }]
    const picks = [NUMBER, NAME, box(3, 'textarea'), box(4, 'input'), grade]
    expect(screenOf(taught({ visits: seen, picks, fields })).fields).toMatchObject({
      remark: [
        { css: 'textarea', from: 'value' },
        { css: 'input', from: 'value' },
      ],
      product_grade: [{ label: ['等级'], pattern: '(?<![0-9])([0-9]+)(?![0-9])' }],
    })
  })
})

describe('what was read', () => {
  it('is nowhere in the file: a way that holds it is left out', () => {
    const ways = [
      way('label', { label: ['甲一'] }),
      way('attribute', { css: `[data-no='${A}']` }),
      ...NUMBER.ways,
    ]
    const visits = seen.map((one) => ({
      ...one,
      tried: { ...one.tried, 1: ways.map(() => one.tried[1]?.[0] ?? { found: 0, text: null, unread: null }) },
    }))
    const given = taught({ picks: [{ ...NUMBER, ways }, NAME], visits })
    const text = JSON.stringify(draftOf(given).adapter)
    expect(text).toContain('客户号')
    for (const value of [A, B, '甲一', '乙二']) expect(text).not.toContain(value)
  })

  it('bars the file where it stands in an address', () => {
    const place = { ...DETAIL, globs: ['*/detail/甲一*'] }
    expect(draftOf(taught({ picks: [NUMBER, { ...NAME, place }] })).lacking).toBe('value')
  })

  it('bars a neighbour that has not stood on two pages: it may be somebody’s', () => {
    const beside = { ...NUMBER, ways: [way('beside', { label: ['白金'] })] }
    const one = taught({ picks: [beside, NAME], visits: [visit(A, '甲一', A)] })
    expect(draftOf(one).lacking).toBe('readable-number')
    expect(draftOf(taught({ picks: [beside, NAME], visits: seen })).lacking).toBeNull()
  })
})

test.each([
  ['number', []],
  ['name', [NUMBER]],
] as const)('without a %s there is no file, and it says so', (lacking, picks) => {
  expect(draftOf(taught({ picks: [...picks] })).lacking).toBe(lacking)
})
