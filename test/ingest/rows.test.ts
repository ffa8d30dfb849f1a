import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type * as z from 'zod'
import { Attribute, type AttributeType } from '../../worker/contract/catalogue.ts'
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
    eventReader(latest),
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
        fc.pre(
          !/\d(?:[ -]?\d){10}/.test(JSON.stringify(row.detail ?? '')) && row.oldKey !== (row.newKey ?? 0),
        )
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

  it('never hold a long number', () => {
    for (const number of ['13800138000', '138 0013 8000', '6222-0212-3456-7890']) {
      expect(read(row('a_string', `call ${number}`), notes)).toEqual(
        new RowProblem('identifying', 'a_string'),
      )
    }
    expect(isTaken(read, row('a_string', 'order 20260102 of 3'))).toBe(true)
  })
})
