import type { Naming, Standing } from './watch-window.ts'

/** A customer who left a document for another one. Wall time in milliseconds. */
interface Leaving {
  slot: number
  key: string
  at: number
}

/** After a stop the service worker starts anew, and nobody can be told meanwhile. Milliseconds. */
const STARTING = 2000

function leavings(standings: readonly Standing[]): Leaving[] {
  const before = new Map<number, Standing>()
  return standings.flatMap((standing) => {
    const last = before.get(standing.slot)
    before.set(standing.slot, standing)
    const left = last && last.key !== standing.key
    return left ? [{ slot: standing.slot, key: last.key, at: standing.left }] : []
  })
}

/** When the customer stood in some document again: naming them is right from then on. */
const backAt = ({ key, at }: Leaving, standings: readonly Standing[]): number =>
  standings.find((one) => one.key === key && one.from > at)?.from ?? Number.POSITIVE_INFINITY

const sameCustomer = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a)

/** How long customers who had left were named elsewhere. Milliseconds, one number a leaving that somebody else named. */
export interface Lateness {
  /** While the service worker ran. */
  awake: number[]
  /** Within two seconds after a stop of it. */
  starting: number[]
}

/** @param namings badges of the window's frames, or what the panel named: each counts for the leavings of other frames */
export function lateness(
  standings: readonly Standing[],
  namings: readonly Naming[],
  stops: readonly number[],
): Lateness {
  const late: Lateness = { awake: [], starting: [] }
  for (const leaving of leavings(standings)) {
    const { slot, key, at } = leaving
    const named = namings.filter(
      (one) => one.slot !== slot && one.from <= at && one.to > at && sameCustomer(one.key, key),
    )
    if (!named.length) continue
    const until = Math.min(Math.max(...named.map(({ to }) => to)), backAt(leaving, standings))
    const starting = stops.some((stop) => stop <= until && at - stop < STARTING)
    late[starting ? 'starting' : 'awake'].push(until - at)
  }
  return late
}
