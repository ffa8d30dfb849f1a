import { expect, test } from 'vitest'
import { type FrameReading, subjectOf } from '../../extension/background/subject.ts'

const frame = (
  key: string | null,
  unread: FrameReading['unread'] = null,
  { among = [], finding = false }: Partial<FrameReading> = {},
): FrameReading => ({ screen: 'adapter/screen', key, unread, among, finding })

/** A frame whose number belongs to several. */
const oneOf = (...among: string[]) => frame(null, 'several-customers', { among })

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
  ['a number of several', [oneOf('a', 'b')], { state: 'unread', unread: 'several-customers' }],
  ['a number of several beside one of them', [frame('b'), oneOf('a', 'b')], { state: 'one', key: 'b' }],
  ['a number that is being looked up', [frame(null, null, { finding: true })], { state: 'moving' }],
  [
    'a number that is being looked up beside a customer',
    [frame('a'), frame(null, null, { finding: true })],
    { state: 'moving' },
  ],
  ['a number that cannot be read', [frame(null), frame(null, 'empty')], { state: 'unread', unread: 'empty' }],
] as const)('%s', (_name, frames, subject) => {
  expect(subjectOf([...frames])).toEqual(subject)
})

test('frames that disagree show nobody, whichever comes first', () => {
  expect(subjectOf([frame('a'), frame('b')]).state).toBe('conflict')
  expect(subjectOf([frame('b'), frame('a'), frame('a')]).state).toBe('conflict')
})

test('a number of several and a customer who is none of them disagree', () => {
  const places = ['c', 'a', 'b'].map((key) => ({ screen: 'adapter/screen', key }))
  expect(subjectOf([frame('c'), oneOf('a', 'b')])).toEqual({ state: 'conflict', places })
  expect(subjectOf([oneOf('a', 'b'), frame('c')])).toEqual({ state: 'conflict', places })
})

test('while a document that named a customer is being replaced, nobody is certain', () => {
  expect(subjectOf([frame('a')], true)).toEqual({ state: 'moving' })
})
