import { expect, it } from 'vitest'
import { EventNumbers } from '../../../extension/background/view/event-numbers.ts'
import type { SeenEvent } from '../../../worker/contract/view.ts'

const event = (id: string): SeenEvent => ({
  ...{ id, at: '2026-11-20T02:00:00Z', channel: 'app', kind: 'debit', amount: 1, detail: {} },
})
const page = (ids: string, next: string | null = null) => ({ events: [...ids].map(event), next })

it('an event keeps its number when others come before it', () => {
  const numbers = new EventNumbers()
  expect(numbers.of(page('cba'), null)).toEqual([0, 1, 2])
  expect(numbers.of(page('dcba'), null)).toEqual([3, 0, 1, 2])
})

it('events alike in everything have a number each, also where a page ends between them', () => {
  const numbers = new EventNumbers()
  expect(numbers.of(page('baa', 'there'), null)).toEqual([0, 1, 2])
  expect(numbers.of(page('aa9'), 'there')).toEqual([3, 4, 5])
  expect(numbers.of(page('baa', 'there'), null)).toEqual([0, 1, 2])
  expect(numbers.of(page('baaaa9'), null)).toEqual([0, 1, 2, 3, 4, 5])
})

it('of another customer no number is given again', () => {
  const numbers = new EventNumbers()
  numbers.of(page('ba'), null)
  numbers.forget()
  expect(numbers.of(page('ba'), null)).toEqual([2, 3])
})
