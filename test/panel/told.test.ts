import { expect, it, test } from 'vitest'
import type { CustomerView } from '../../extension/customer-view.ts'
import type { CustomerSeen, EventsTold, Revealed, ToPanel } from '../../extension/messages.ts'
import { hear, NOTHING, type Told } from '../../extension/panel/told.ts'
import { shownOf } from './gallery-html.ts'
import { samples } from './samples.ts'

const sampleOf = (name: string) => {
  const sample = samples('zh-CN')[name]
  const shown = sample && shownOf(sample, 'zh-CN')
  if (shown?.page !== 'panel') throw new Error(`no sample ${name}`)
  return shown
}
const { message: view, customer: seen } = sampleOf('view')
if (view.view.state !== 'decided' || !seen) throw new Error('nothing seen')
const { keyShort } = view.view
const loading = sampleOf('loading').message
const another: ToPanel = { ...view, view: { ...view.view, keyShort: 'b09d…4e77' } }
const told = (customer: CustomerView, whose = keyShort): CustomerSeen => ({
  ...{ type: 'customer', keyShort: whose, customer },
})
const events: EventsTold = { type: 'events', keyShort, asked: 1, events: { events: [], next: null } }
const revealed: Revealed = { type: 'revealed', hold: 1, text: '1.00' }
const after = (...messages: Parameters<typeof hear>[1][]): Told => messages.reduce(hear, NOTHING)

it('what was seen of a customer stands while a worker that starts anew asks for it, and then makes way', () => {
  const before = after(view, seen, events, revealed)
  const anew = [view, told({ state: 'waiting' }), view].reduce(hear, before)
  expect(anew).toEqual(before)
  for (const newer of [sampleOf('view-long').customer, sampleOf('view-unreachable').customer]) {
    if (!newer) throw new Error('nothing seen')
    expect(hear(anew, newer).customer).toBe(newer)
  }
})

it('asking again for what could not be had is seen', () => {
  const failed = told({ state: 'failed', title: '', detail: '', again: '' })
  expect(after(view, failed, told({ state: 'waiting' })).customer?.customer.state).toBe('waiting')
})

test.each([
  ['another customer', another],
  ['nobody yet', loading],
])('nothing of a customer stands beside %s', (_, shown) => {
  expect(after(view, seen, events, revealed, shown)).toEqual({ ...NOTHING, shown })
  const waiting = told({ state: 'waiting' }, 'b09d…4e77')
  expect(after(view, seen, events, revealed, shown, waiting).customer).toBe(waiting)
})
