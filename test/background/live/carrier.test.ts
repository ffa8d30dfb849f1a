import { expect, it } from 'vitest'
import type { FrameState } from '../../../extension/background/frame-state.ts'
import { Carrier } from '../../../extension/background/live/carrier.ts'

const view = (id: string) => ({ id, urgent: true, title: '紧急通知', text: '', read: '知道了', playbook: '' })

/** A frame with a screen (or none), and the ids it was told; null: taken down. */
function frame(screen = 'crm/detail') {
  const told: (string | null)[] = []
  const send = (message: { view?: { id: string } | null }) => told.push(message.view?.id ?? null)
  return { told, state: { screen, send } as unknown as FrameState }
}

it('shows it in one frame alone, once', () => {
  const [blank, first, second] = [frame(''), frame(), frame()]
  const frames = [blank.state, first.state, second.state]
  const carrier = new Carrier()
  carrier.give(view('a'), frames)
  carrier.give(view('a'), frames, second.state)
  expect([blank.told, first.told, second.told]).toEqual([[], ['a'], []])
})

it('moves it where the frame before shows no screen any more', () => {
  const [first, second] = [frame(), frame()]
  const carrier = new Carrier()
  carrier.give(view('a'), [first.state, second.state])
  carrier.give(view('a'), [second.state])
  expect([first.told, second.told]).toEqual([['a', null], ['a']])
})

it('shows it again in a frame that has begun anew, the next one in its place, and takes the last one down', () => {
  const one = frame()
  const carrier = new Carrier()
  for (const next of [view('a'), view('b'), null, null]) carrier.give(next, [one.state])
  expect(one.told).toEqual(['a', 'b', null])
  carrier.give(view('c'), [one.state])
  carrier.give(view('c'), [one.state], one.state)
  expect(one.told).toEqual(['a', 'b', null, 'c', 'c'])
})
