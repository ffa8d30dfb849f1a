import type { Audience, Notice } from '../contract/live.ts'
import { zoneClock } from '../decision/clock.ts'
import { inHours } from '../decision/shifts.ts'
import type { Member } from './calls.ts'

type Person = Pick<Member, 'teams' | 'roles'>

const DAY = 1440

/** Time of day (HH:MM) in a zone. */
export const timeIn = (timeZone: string, now: Date): string => zoneClock(timeZone).minuteOf(now).slice(11)

/** Whether it is for a person at a time of day (HH:MM): each part that is there must fit. */
export function isFor({ teams, roles, shifts }: Audience, person: Person, time: string): boolean {
  if (teams && !person.teams.some((team) => teams.includes(team))) return false
  if (roles && !person.roles.some((role) => roles.includes(role))) return false
  return !shifts || shifts.some((shift) => inHours(shift, time))
}

/** Whether it may still be told to anybody. */
export const holds = ({ until }: Notice, now: Date): boolean => until === null || new Date(until) > now

/** Minutes until one of the shifts begins; Infinity where it has none. */
export function minutesToShift({ shifts = [] }: Audience, time: string): number {
  return Math.min(
    Number.POSITIVE_INFINITY,
    ...shifts.map(({ from }) => (minutes(from) - minutes(time) + DAY) % DAY || DAY),
  )
}

function minutes(time: string): number {
  const [hours = 0, rest = 0] = time.split(':').map(Number)
  return hours * 60 + rest
}
