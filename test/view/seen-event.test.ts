import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EventType } from '../../worker/contract/event-type.ts'
import { zoneClock } from '../../worker/decision/clock.ts'
import { seenEvent } from '../../worker/services/view/seen-event.ts'

const text = { zh: '某', en: 'some' }
const NAMES = ['aa', 'bb', 'cc', 'dd', '__proto__', 'constructor'] as const
const TYPES = {
  int: 'number',
  money: 'number',
  seconds: 'number',
  bool: 'boolean',
  string: 'string',
  instant: 'string',
}
const clock = zoneClock('Asia/Shanghai')

const member = fc.record({
  name: fc.constantFrom('aa', 'bb', 'cc', 'constructor'),
  type: fc.constantFrom(...(Object.keys(TYPES) as (keyof typeof TYPES)[])),
  label: fc.constant(text),
  sensitivity: fc.constantFrom('C1' as const, 'C2' as const, 'C3' as const),
})
const value = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(['x']),
  fc.constant({}),
)
const stored = fc.option(
  fc.dictionary(fc.constantFrom(...NAMES), value).map((detail) => JSON.stringify(detail)),
)

const row = (detail: string | null, kind = 'seen') => ({
  ...{ id: 'e', at: '2026-11-20T01:02:03.000Z', channel: 'app', kind, amount: null, detail },
})

describe('of an event people see', () => {
  it('what is declared and no C3, of its type, and nothing else', () => {
    fc.assert(
      fc.property(fc.uniqueArray(member, { selector: ({ name }) => name }), stored, (detail, json) => {
        const kinds = new Map([['seen', EventType.parse({ kind: 'seen', label: text, detail })]])
        const seen = seenEvent(row(json), { kinds, clock }).detail
        const held: Record<string, unknown> = JSON.parse(json ?? '{}')
        const wanted = detail.filter(
          ({ name, type, sensitivity }) =>
            sensitivity !== 'C3' && Object.hasOwn(held, name) && typeof held[name] === TYPES[type],
        )
        expect(Object.entries(seen)).toEqual(wanted.map(({ name }) => [name, held[name]]))
      }),
    )
  })

  it('nothing of a kind that nobody declared', () => {
    const kinds = new Map()
    expect(seenEvent(row('{"aa":1}', 'other'), { kinds, clock })).toMatchObject({ kind: 'other', detail: {} })
  })

  it.each([
    ['2026-11-20', '2026-11-19T16:00:00.000Z', true],
    ['2026-11-20T01:02:03.000Z', '2026-11-20T01:02:03.000Z', undefined],
  ])('%s as the moment %s', (at, moment, dayOnly) => {
    const seen = seenEvent({ ...row(null), at }, { kinds: new Map(), clock })
    expect([seen.at, seen.dayOnly]).toEqual([moment, dayOnly])
  })
})
