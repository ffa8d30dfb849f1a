import fc from 'fast-check'
import { expect, test } from 'vitest'
import { zoneClock } from '../../worker/decision/clock.ts'
import { readSpec } from './spec.ts'

interface Spec {
  starts: [string, string, string | null][]
  days: [string, string, string, number][]
  months: [string, string, number][]
}
const { starts, days, months } = readSpec<Spec>('clock')

test.each(starts)('in %s the day %s begins at %s', (zone, day, instant) => {
  expect(zoneClock(zone).startOf(day)?.toISOString() ?? null).toBe(instant)
})

test.each(days)('in %s from %s to %s: %i days', (zone, from, to, count) => {
  expect(zoneClock(zone).daysBetween(new Date(from), new Date(to))).toBe(count)
})

test.each(months)('from %s to %s: %i whole months', (from, to, count) => {
  expect(zoneClock('UTC').monthsBetween(new Date(from), new Date(to))).toBe(count)
})

test('a time zone that does not exist is named', () => {
  expect(() => zoneClock('Asia/Nowhere')).toThrow('"Asia/Nowhere" is not an IANA time zone')
})

const zones = [
  'Asia/Shanghai',
  'Europe/Prague',
  'America/Sao_Paulo',
  'America/Havana',
  'Australia/Lord_Howe',
  'UTC',
]

test('a day begins at its first instant in every zone, clock changes included', () => {
  const clocks = zones.map(zoneClock)
  const day = fc.date({ min: new Date('1970-01-02'), max: new Date('2037-12-30'), noInvalidDate: true })
  fc.assert(
    fc.property(fc.constantFrom(...clocks), day, (clock, date) => {
      const text = date.toISOString().slice(0, 10)
      const start = clock.startOf(text) ?? new Date(Number.NaN)
      expect(clock.dayOf(start)).toBe(text)
      expect(clock.dayOf(new Date(start.getTime() - 1)) < text).toBe(true)
    }),
    { numRuns: 2000 },
  )
})
