import { Input } from 'antd'
import { zoneClock } from '../../worker/decision/clock.ts'

/** Calendar days of the bank, both included. */
export interface Days {
  from: string
  until: string
}

/** The days looked at first. */
const FIRST_DAYS = 28

export function lastDays(timeZone: string): Days {
  const until = zoneClock(timeZone).dayOf(new Date())
  const from = new Date(Date.parse(until) - (FIRST_DAYS - 1) * 86_400_000).toISOString().slice(0, 10)
  return { from, until }
}

/** Both days to choose; neither can be put behind the other. */
export function DayInputs({ days, words, set }: { days: Days; words: Days; set(days: Days): void }) {
  const day = (name: keyof Days) => (
    <Input
      type="date"
      aria-label={words[name]}
      value={days[name]}
      {...(name === 'from' ? { max: days.until } : { min: days.from })}
      onChange={({ target }) => target.value && set({ ...days, [name]: target.value })}
    />
  )
  return (
    <>
      {day('from')}
      {day('until')}
    </>
  )
}
