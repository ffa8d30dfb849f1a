import { describe, expect, it, test } from 'vitest'
import type { CustomerView } from '../../extension/customer-view.ts'
import type { CustomerSeen, EventsTold, Revealed, ToPanel } from '../../extension/messages.ts'
import { type Happening, hear, NOTHING, type Told } from '../../extension/panel/told.ts'
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
const nobody: ToPanel = { ...loading, view: { state: 'loading', keyShort: '' } }
const another: ToPanel = { ...view, view: { ...view.view, keyShort: 'b09d…4e77' } }
const told = (customer: CustomerView, whose = keyShort): CustomerSeen => ({
  ...{ type: 'customer', keyShort: whose, customer },
})
const events: EventsTold = { type: 'events', keyShort, asked: 1, events: { events: [], next: null } }
const revealed: Revealed = { type: 'revealed', hold: 1, text: '1.00' }
const nobodyAnswers: ToPanel = { ...loading, view: { state: 'empty' } as ToPanel['view'] }
const late: Happening = { type: 'late', unanswered: nobodyAnswers }
const after = (...messages: Happening[]): Told => messages.reduce(hear, NOTHING)

it('what was seen of a customer stands while a worker that starts anew asks for it, and then makes way', () => {
  const before = after(view, seen, events, revealed)
  const anew = [view, told({ state: 'waiting' }), view].reduce(hear, before)
  expect(anew).toEqual(before)
  for (const newer of [sampleOf('view-long').customer, sampleOf('view-unreachable').customer]) {
    if (!newer) throw new Error('nothing seen')
    expect(hear(anew, newer).customer).toBe(newer)
  }
})

describe('a worker that starts anew and first asks for the customer who is shown', () => {
  const asks: ToPanel = { ...loading, view: { state: 'loading', keyShort }, notices: [] }
  const before = after(view, seen, events, revealed)
  const asking = [{ type: 'line' } as const, asks, asks].reduce(hear, before)

  it('leaves what was seen, and tells the rest', () => {
    expect(asking.shown).toEqual({ ...asks, view: view.view, script: view.script })
    expect(asking).toMatchObject({ customer: seen, events, revealed })
    expect(hear(asking, view)).toEqual(before)
  })

  it('leaves it no longer than for a moment', () => {
    expect(hear(asking, late)).toEqual({ ...NOTHING, shown: asks })
    const told = [{ type: 'line' } as const, view, late].reduce(hear, before)
    expect(told).toEqual(before)
  })

  it.each([
    ['on the same line', [asks]],
    ['once it has told how things stand', [{ type: 'line' } as const, view, asks]],
    ['after a moment', [{ type: 'line' } as const, late, asks]],
  ])('what is asked for anew %s is not shown meanwhile', (_, happenings) => {
    expect(happenings.reduce<Told>(hear, before)).toEqual({ ...NOTHING, shown: asks })
  })

  it('leaves nothing beside another customer, or where nobody is certain who it is', () => {
    for (const shown of [nobody, another, { ...nobody, view: { state: 'empty' as const } }])
      expect([{ type: 'line' } as const, shown].reduce(hear, before)).toEqual({ ...NOTHING, shown })
  })
})

it('asking again for what could not be had is seen', () => {
  const failed = told({ state: 'failed', title: '', detail: '', again: '' })
  expect(after(view, failed, told({ state: 'waiting' })).customer?.customer.state).toBe('waiting')
})

test.each([
  ['another customer', another],
  ['nobody yet', nobody],
])('nothing of a customer stands beside %s', (_, shown) => {
  expect(after(view, seen, events, revealed, shown)).toEqual({ ...NOTHING, shown })
  const waiting = told({ state: 'waiting' }, 'b09d…4e77')
  expect(after(view, seen, events, revealed, shown, waiting).customer).toBe(waiting)
})

it('where another worker says nothing at all, nobody is shown', () => {
  const before = after(view, seen, events, revealed)
  const silent = [{ type: 'line' } as const, late].reduce(hear, before)
  expect(silent).toEqual({ ...NOTHING, shown: nobodyAnswers })
})
