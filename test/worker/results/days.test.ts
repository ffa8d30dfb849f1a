import fc from 'fast-check'
import { expect, it } from 'vitest'
import { zoneClock } from '../../../worker/decision/clock.ts'
import { type Days, dayAfter, zonedDays } from '../../../worker/services/results/days.ts'

/** What the database makes of the stretches. */
function dayIn({ stretches }: Days, at: string): string | undefined {
  const one = stretches.find(({ before }) => at < before)
  if (!one || 'day' in one) return one?.day
  return new Date(Date.parse(at) + one.shift * 60_000).toISOString().slice(0, 10)
}

const zones = [
  'Asia/Shanghai',
  'Europe/London',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Santiago',
]

it.each(zones)(
  'tells the day of every instant as the calendar of %s does, also where clocks change',
  (zone) => {
    const clock = zoneClock(zone)
    const first = fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2027-01-01') })
    fc.assert(
      fc.property(
        first,
        fc.integer({ min: 0, max: 120 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (ms, length, share) => {
          const from = new Date(ms).toISOString().slice(0, 10)
          const until = new Date(Date.parse(from) + length * 86_400_000).toISOString().slice(0, 10)
          const days = zonedDays(clock, from, until)
          const at = new Date(
            Date.parse(days.from) + Math.floor(share * (Date.parse(days.end) - Date.parse(days.from))),
          ).toISOString()
          expect(dayIn(days, at)).toBe(clock.dayOf(new Date(at)))
        },
      ),
      { numRuns: 400 },
    )
  },
)

it('begins with the first instant of the first day and ends with the last of the last', () => {
  const { from, end, stretches } = zonedDays(zoneClock('Asia/Shanghai'), '2026-11-01', '2026-11-28')
  expect([from, end]).toEqual(['2026-10-31T16:00:00.000Z', '2026-11-28T16:00:00.000Z'])
  expect(stretches).toEqual([{ before: end, shift: 480 }])
  expect(dayAfter('2026-12-31')).toBe('2027-01-01')
})
