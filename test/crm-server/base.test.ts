import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Base, makeBase } from '../crm/base.ts'

const baseOf = (size: number): Base =>
  makeBase(
    Array.from({ length: size }, (_, at) => ({ number: `N${at}`, facts: {} })),
    [],
    {},
  )

const walk = (base: Base, query: string): string[] =>
  Array.from({ length: base.list(1, query).pages }, (_, at) => base.list(at + 1, query).rows)
    .flat()
    .map(({ number }) => number)

it('shows every customer on exactly one page, in order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 }), (size) => {
      const base = baseOf(size)
      expect(walk(base, '')).toEqual(base.numbers)
    }),
  )
})

it('finds by the beginning of a number', () => {
  const found = walk(baseOf(200), 'N1')
  expect(found).toHaveLength(1 + 10 + 100)
  expect(found.every((number) => number.startsWith('N1'))).toBe(true)
})

it.each([
  [0, 1],
  [-3, 1],
  [Number.NaN, 1],
  [2.9, 2],
  [99, 14],
])('takes page %s for page %i', (wanted, page) => {
  expect(baseOf(200).list(wanted, '').page).toBe(page)
})

it('goes from neighbour to neighbour round and round', () => {
  const base = baseOf(3)
  expect(['N0', 'N1', 'N2'].map((number) => base.neighbour(number, 1))).toEqual(['N1', 'N2', 'N0'])
  expect(['N0', 'N1', 'N2'].map((number) => base.neighbour(number, -1))).toEqual(['N2', 'N0', 'N1'])
})
