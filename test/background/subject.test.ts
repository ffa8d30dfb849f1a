import { expect, test } from 'vitest'
import type { Unnamed } from '../../extension/background/find-customer.ts'
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

/** Alone no reason shows anybody. Beside a customer it reaches as far as that number may be another's. */
test.each<[Unnamed, 'nobody' | 'only in her own frame']>([
  ['no-element', 'only in her own frame'],
  ['empty', 'only in her own frame'],
  ['no-identifier', 'only in her own frame'],
  ['empty-identifier', 'only in her own frame'],
  ['not-a-number', 'only in her own frame'],
  ['ambiguous', 'only in her own frame'],
  ['not-an-identifier', 'only in her own frame'],
  ['several-identifiers', 'only in her own frame'],
  ['unknown-phone', 'only in her own frame'],
  ['unknown-number', 'nobody'],
  ['uncertain-number', 'nobody'],
  ['unreachable', 'nobody'],
  ['busy', 'nobody'],
  ['refused', 'nobody'],
  ['signed-out', 'nobody'],
  ['no-policy', 'nobody'],
  ['wrong-policy', 'nobody'],
  ['no-playbook', 'nobody'],
])('%s: a customer open beside it is shown %s', (unread, where) => {
  const nobody = { state: 'unread', unread }
  const beside = where === 'nobody' ? nobody : { state: 'one', key: 'a' }
  expect(subjectOf([frame(null, unread)])).toEqual(nobody)
  expect(subjectOf([frame('a'), frame(null, unread)])).toEqual(beside)
  expect(subjectOf([frame(null, unread), frame(null), frame('a')])).toEqual(beside)
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
