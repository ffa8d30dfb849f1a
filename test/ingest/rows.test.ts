import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type * as z from 'zod'
import { Attribute, type AttributeType } from '../../worker/contract/catalogue.ts'
import { EventType } from '../../worker/contract/event-type.ts'
import { CustomerRow, EventRow, IdentifierRow, MoveRow } from '../../worker/contract/ingest.ts'
import { customerReader } from '../../worker/services/ingest/rows/customer.ts'
import { eventReader } from '../../worker/services/ingest/rows/event.ts'
import { identifierReader } from '../../worker/services/ingest/rows/identifier.ts'
import { latestAt } from '../../worker/services/ingest/rows/moment.ts'
import { moveReader } from '../../worker/services/ingest/rows/move.ts'
import { type ReadRow, RowProblem } from '../../worker/services/ingest/rows/row.ts'

const latest = latestAt(new Date('2026-11-26T00:00:00Z'))
const key = 'a'.repeat(64)
const label = { zh: '试', en: 'probe' }
const types: AttributeType[] = ['int', 'money', 'bool', 'string', 'date', 'instant', 'instants', 'holdings']
const catalogue = types.map((type) =>
  Attribute.parse({ name: `a_${type}`, type, label, sensitivity: 'C1', channel: 'core' }),
)
const holding = { code: 'X1', name: label, kind: 'fund', grade: 2, amount: 100 }

/** A sound row of each kind, and the schema of the contract. */
const kinds: [string, ReadRow, z.ZodType, Record<string, unknown>][] = [
  [
    'events',
    eventReader({ catalogue, events: [] }, latest),
    EventRow,
    {
      id: 'e1',
      customerKey: key,
      at: '2026-01-02',
      channel: 'app',
      kind: 'credit',
      amount: 5,
      detail: { till: 3 },
    },
  ],
  [
    'customers',
    customerReader(catalogue, 'probe', latest),
    CustomerRow,
    {
      customerKey: key,
      at: '2026-01-02T00:00:00Z',
      source: 'crm',
      facts: { a_int: 1, a_holdings: [holding] },
    },
  ],
  [
    'identifiers',
    identifierReader('probe', latest),
    IdentifierRow,
    {
      hash: key,
      kind: 'card',
      customerKey: key,
      role: 'owner',
      certain: true,
      source: 'core',
      at: '2026-01-02T00:00:00Z',
    },
  ],
  [
    'moves',
    moveReader(latest),
    MoveRow,
    { id: 'm1', oldKey: key, newKey: 'b'.repeat(64), kind: 'merged', at: '2026-01-02T00:00:00Z' },
  ],
]

/** What stands in a row's member when it goes wrong, or not. */
const anything = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    '',
    'x',
    'app',
    'a-kind',
    'Kind',
    key,
    key.toUpperCase(),
    key.slice(1),
    '2026-01-02',
    '2026-02-30',
    '2024-02-29',
    '2026-01-02T03:04:05+08:00',
    '2026-01-02T03:04Z',
    '2026-01-02T25:00:00Z',
    '2026-01-02T03:04:05.123456Z',
    0,
    -1,
    1.5,
    2 ** 53,
    [],
    {},
    { till: 'x'.repeat(501) },
    { till: 'x'.repeat(500), ok: true, n: 1.5 },
    { Till: 1 },
    { till: null },
    { till: [1] },
  ),
  fc.string({ maxLength: 70 }),
  fc.jsonValue(),
)
const notes = { undeclared: () => {}, outOfBounds: () => {} }
const isTaken = (read: ReadRow, row: Record<string, unknown>) => !(read(row, notes) instanceof RowProblem)

describe.each(kinds)('rows of %s', (kind, read, schema, sound) => {
  it('takes a sound one', () => {
    expect(isTaken(read, sound)).toBe(true)
    expect(schema.safeParse(sound).success).toBe(true)
  })

  it('takes by hand what the contract takes, and nothing else', () => {
    const member = fc.constantFrom(
      ...Object.keys(sound).filter((name) => kind !== 'customers' || name !== 'facts'),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(member, anything), { minLength: 1, maxLength: 3 }), (changes) => {
        const row = { ...sound, ...Object.fromEntries(changes) }
        // What may identify somebody is refused beyond the contract, and nobody is merged with himself.
        const long = /\d(?:[^\d]{0,6}\d){10}/
        const texts = [row.id, row.source, row.kind, ...Object.entries(row.detail ?? {}).flat()]
        fc.pre(!texts.some((one) => long.test(JSON.stringify(one) ?? '')) && row.oldKey !== (row.newKey ?? 0))
        expect(isTaken(read, row)).toBe(schema.safeParse(row).success)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('facts of a customer', () => {
  const read = customerReader(catalogue, 'probe', latest)
  const row = (name: string, value: unknown) => ({
    customerKey: key,
    at: '2026-01-02T00:00:00Z',
    facts: { [name]: value },
  })

  it.each<[AttributeType, unknown[], unknown[]]>([
    ['int', [0, -5, null], [1.5, '1', true, 2 ** 53]],
    ['money', [100], [0.1, '100']],
    ['bool', [true, false], [0, 'true']],
    ['string', ['', '临溪区'], [1, 'x'.repeat(501)]],
    ['date', ['2026-01-02'], ['2026-02-30', '2026-01-02T00:00:00Z', 20260102]],
    ['instant', ['2026-01-02T00:00:00+08:00'], ['2026-01-02', '2026-01-02T00:00:00']],
    [
      'instants',
      [[], ['2026-01-02T00:00:00Z']],
      ['2026-01-02T00:00:00Z', ['x'], Array(401).fill('2026-01-02T00:00:00Z')],
    ],
    ['holdings', [[], [holding]], [[{ ...holding, grade: 9 }], holding]],
  ])('are of their type: %s', (type, right, wrong) => {
    for (const value of right)
      expect(isTaken(read, row(`a_${type}`, value)), JSON.stringify(value)).toBe(true)
    for (const value of wrong) {
      expect(read(row(`a_${type}`, value), notes)).toEqual(new RowProblem('bad-fact', `a_${type}`))
    }
  })

  it('never hold a long number, in whatever digits', () => {
    for (const number of [
      ...[
        '13800138000',
        '138 0013 8000',
        '6222-0212-3456-7890',
        '6222.0202.0011.2233',
        '6222_0202_0011_2233',
      ],
      ...['１３８００１３８０００', '138\u200b0013\u200b8000', '6222 · 0202 · 0011 · 2233', '١٣٨٠٠١٣٨٠٠٠'],
    ]) {
      expect(read(row('a_string', `call ${number}`), notes)).toEqual(
        new RowProblem('identifying', 'a_string'),
      )
    }
    for (const text of ['order 20260102 of 3', '2026-01-02T03:04:05.123456789Z', '2026-01-02 03:04'])
      expect(isTaken(read, row('a_string', text))).toBe(true)
    expect(read(row('a_int', 13800138000), notes)).toEqual(new RowProblem('identifying', 'a_int'))
    expect(isTaken(read, row('a_money', 13800138000))).toBe(true)
    for (const change of [{ code: '6222021234567890' }, { name: { zh: '张三 13800138000', en: 'x' } }])
      expect(read(row('a_holdings', [{ ...holding, ...change }]), notes)).toEqual(
        new RowProblem('identifying', 'a_holdings'),
      )
  })
})

it('keeps of holdings what is declared of them, and reports the rest once a row', () => {
  const read = customerReader(catalogue, 'probe', latest)
  const undeclared: string[] = []
  const hiding = {
    ...holding,
    owner: '张三',
    account: '6222021234567890123',
    owners: [{ phone: '13800138000' }],
  }
  const facts = { a_holdings: [hiding, { ...holding, owner: '李四' }], a_int: 1 }
  const noting = { ...notes, undeclared: (name: string) => undeclared.push(name) }
  const row = read({ customerKey: key, at: '2026-01-02T00:00:00Z', facts }, noting)
  if (row instanceof RowProblem) throw row
  const values = row.values
    .map((value) => JSON.parse(value))
    .map(([, name, , , value]) => [name, JSON.parse(value)])
  expect(values).toEqual([
    ['a_holdings', [holding, holding]],
    ['a_int', 1],
  ])
  expect(undeclared).toEqual([
    'facts.a_holdings.owner',
    'facts.a_holdings.account',
    'facts.a_holdings.owners',
  ])
})

describe('an event', () => {
  const declared = {
    catalogue,
    events: [
      EventType.parse({
        kind: 'transfer',
        label,
        detail: [{ name: 'after', type: 'money', label, sensitivity: 'C1' }],
      }),
    ],
  }
  const read = eventReader(declared, latest)
  const event = { id: 'e1', customerKey: key, at: '2026-01-02', channel: 'app', kind: 'transfer' }

  it.each<[string, object]>([
    ['id', { id: '6222020200112233123' }],
    ['id', { id: 'card-6222-0202-0011-2233' }],
    ['id', { id: 'tel.138-0013-8000' }],
    ['detail.card', { detail: { card: 6222020200112233 } }],
    ['detail.card', { detail: { card: '6222.0202.0011.2233' } }],
    ['detail.after', { kind: 'credit', detail: { after: 6222020200112233 } }],
  ])('has no long number in %s: %j', (member, change) => {
    expect(read({ ...event, ...change }, notes)).toEqual(new RowProblem('identifying', member))
  })

  it.each([
    { id: 'core:20261125:000123' },
    { id: '2026-11-25-000001' },
    { id: '12345678901234567890123456789012a' },
    { id: 'ev-01234567-8901-4234-8901-234567890123' },
    { detail: { after: 6222020200112233, at: '2026-01-02T03:04:05.123456789Z' } },
  ])('may have a hash, a day with a running number, an amount of money: %j', (change) => {
    expect(isTaken(read, { ...event, ...change })).toBe(true)
  })
})

it.each<[string, ReadRow, object]>([
  ['customers', customerReader(catalogue, 'probe', latest), { source: '13800138000', facts: { a_int: 1 } }],
  ['identifiers', identifierReader('probe', latest), { source: '13800138000' }],
  ['moves', moveReader(latest), { id: '13800138000' }],
])('%s: neither source nor id is a long number', (kind, read, change) => {
  const sound = kinds.find(([name]) => name === kind)?.[3]
  expect(read({ ...sound, ...change }, notes)).toMatchObject({ code: 'identifying' })
})
