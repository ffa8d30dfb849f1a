import { expect, test } from 'vitest'
import { itemOf, withItem } from '../../worker/decision/items.ts'
import { playbook, tip } from './playbook.ts'

const one = playbook({ tips: [tip, { ...tip, id: 'tip-b' }] })
const ref = { kind: 'tip', itemId: 'tip-a' } as const

test('an item takes the place of the one of its name', () => {
  const content = { ...tip, marketing: true }
  const changed = withItem(one, { ...ref, content })
  expect(changed.tips.map(({ id, marketing }) => [id, marketing])).toEqual([
    ['tip-a', true],
    ['tip-b', false],
  ])
  expect(itemOf(changed, 'tip', 'tip-a')).toBe(content)
})

test('a new one stands at the end; null takes one out; what is not there stays so', () => {
  const added = withItem(one, { ...ref, itemId: 'tip-c', content: { ...tip, id: 'tip-c' } })
  expect(added.tips.map(({ id }) => id)).toEqual(['tip-a', 'tip-b', 'tip-c'])
  expect(withItem(one, { ...ref, content: null }).tips.map(({ id }) => id)).toEqual(['tip-b'])
  expect(withItem(one, { ...ref, itemId: 'tip-z', content: null }).tips).toHaveLength(2)
  expect(itemOf(one, 'tip', 'tip-z')).toBeUndefined()
})

test('parameters go by their name', () => {
  const parameter = { name: 'least', type: 'int' as const, label: { zh: '最少', en: 'least' }, value: 3 }
  const with3 = withItem(one, { kind: 'parameter', itemId: 'least', content: parameter })
  const with4 = withItem(with3, { kind: 'parameter', itemId: 'least', content: { ...parameter, value: 4 } })
  expect(with4.parameters.filter(({ name }) => name === 'least').map(({ value }) => value)).toEqual([4])
})
