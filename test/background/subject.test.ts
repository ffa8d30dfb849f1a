import { expect, test } from 'vitest'
import { type FrameReading, subjectOf } from '../../extension/background/subject.ts'

const frame = (key: string | null, unread: FrameReading['unread'] = null): FrameReading => ({
  screen: 'adapter/screen',
  key,
  unread,
})

test.each([
  ['no frame', [], { state: 'none' }],
  ['a menu frame alone', [frame(null)], { state: 'none' }],
  ['one customer', [frame(null), frame('a')], { state: 'one', key: 'a' }],
  ['two frames of one mind', [frame('a'), frame('a')], { state: 'one', key: 'a' }],
  [
    'a frame that cannot be read beside one that can',
    [frame('a'), frame(null, 'empty')],
    { state: 'one', key: 'a' },
  ],
  ['a number that cannot be read', [frame(null), frame(null, 'empty')], { state: 'unread', unread: 'empty' }],
] as const)('%s', (_name, frames, subject) => {
  expect(subjectOf([...frames])).toEqual(subject)
})

test('frames that disagree show nobody, whichever comes first', () => {
  expect(subjectOf([frame('a'), frame('b')]).state).toBe('conflict')
  expect(subjectOf([frame('b'), frame('a'), frame('a')]).state).toBe('conflict')
})

test('while a document that named a customer is being replaced, nobody is certain', () => {
  expect(subjectOf([frame('a')], true)).toEqual({ state: 'moving' })
})
