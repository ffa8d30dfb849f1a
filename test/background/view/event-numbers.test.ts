import { expect, it } from 'vitest'
import { EventNumbers } from '../../../extension/background/view/event-numbers.ts'
import type { SeenEvent } from '../../../worker/contract/view.ts'

const event = (id: string): SeenEvent => ({
  ...{ id, at: '2026-11-20T02:00:00Z', channel: 'app', kind: 'debit', amount: 1, detail: {} },
})
const page = (ids: string, next: string | null = null, customerKey = 'a'.repeat(64)) => ({
  ...{ customerKey, events: [...ids].map(event), next },
})

it('an event keeps its number when others come before it, and when another worker tells it', async () => {
  const before = await new EventNumbers().of(page('cba'), null)
  expect(new Set(before).size).toBe(3)
  const [first, ...rest] = await new EventNumbers().of(page('dcba'), null)
  expect(rest).toEqual(before)
  expect(before).not.toContain(first)
})

it('events alike in everything have a number each, also where a page ends between them', async () => {
  const numbers = new EventNumbers()
  const whole = await new EventNumbers().of(page('baaaa9'), null)
  expect(new Set(whole).size).toBe(6)
  expect(await numbers.of(page('baa', 'there'), null)).toEqual(whole.slice(0, 3))
  expect(await numbers.of(page('aa9'), 'there')).toEqual(whole.slice(3))
  expect(await numbers.of(page('baa', 'there'), null)).toEqual(whole.slice(0, 3))
})

it('of another customer they are others, though the events are alike', async () => {
  const numbers = new EventNumbers()
  const [one] = await numbers.of(page('a'), null)
  numbers.forget()
  expect(await numbers.of(page('a', null, 'b'.repeat(64)), null)).not.toContain(one)
})
