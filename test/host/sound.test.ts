import { expect, test } from 'vitest'
import { soundScreens } from '../../extension/host/sound.ts'
import { Screen } from '../../worker/contract/adapter.ts'

const takes = (css: string) => !css.includes('[[')
const customer = { number: [{ css: '#no' }], anchor: [{ css: '#name' }] }
const screen = (id: string, more: object) => Screen.parse({ id, when: { url: ['*/x*'] }, ...more })
const guard = (id: string, css: string) => ({ id, press: [{ css }] })

const good = screen('good', { customer })
const sound = (...screens: Screen[]) => soundScreens(screens, takes)

test('sound screens stay as they are, in their order', () => {
  const other = screen('other', { rows: { each: 'tr', ...customer } })
  expect(sound(good, other)).toEqual([good, other])
})

test.each([
  ['when', { when: { url: ['*/x*'], present: [{ css: 'td[[' }] }, customer }],
  ['number', { customer: { ...customer, number: [{ css: 'td[[' }] } }],
  ['anchor', { customer: { ...customer, anchor: [{ label: ['名'], css: 'td[[' }] } }],
  ['rows', { rows: { each: 'td[[', ...customer } }],
])('a wrong selector in %s: that screen comes last, and nobody is its customer', (_where, more) => {
  const [first, last] = sound(screen('bad', more), good)
  expect(first).toEqual(good)
  expect(last).toMatchObject({
    id: 'bad',
    when: { url: ['*/x*'] },
    customer: { number: [{ css: ':not(*)' }] },
  })
  expect(last?.rows).toBeUndefined()
  expect(JSON.stringify(last)).not.toContain('[[')
})

test('buttons whose own selectors are right stay guarded', () => {
  const [bad] = sound(screen('bad', { guards: [guard('one', '#go'), guard('two', 'td[[')] }))
  expect(bad?.guards.map(({ id }) => id)).toEqual(['one'])
})
