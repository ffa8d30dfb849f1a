import type { Attribute } from '../../contract/catalogue.ts'

const DAY = 86_400_000

/** How events have come, for one customer's base. Moments are ISO instants. */
export interface Heard {
  /** When they last came; null: nobody knows, or they are of history, which is over. */
  eventsAt?: string | null | undefined
  /** The moment decided for. */
  asOf: string
}

interface Limits {
  /** Days by attribute that is made from events, where it has a limit of its own. */
  own: ReadonlyMap<string, number>
  shortest: number
}

const limits = new WeakMap<readonly Attribute[], Limits>()

function limitsOf(catalogue: readonly Attribute[]): Limits {
  const known = limits.get(catalogue)
  if (known) return known
  const own = new Map(
    catalogue.flatMap(({ name, fold, freshDays }) => (fold && freshDays ? [[name, freshDays] as const] : [])),
  )
  const made = { own, shortest: Math.min(...own.values(), Number.POSITIVE_INFINITY) }
  limits.set(catalogue, made)
  return made
}

/**
 * Days without events after which what is made from them is not rested on: the attribute's own limit, or else the shortest
 * of all that are made from events, infinite where none has one. The day of the last transaction does not grow old with the
 * days, but nobody knows what happened since.
 * @param name attribute; undefined: of what is no attribute, such as an open matter
 */
export function silenceDays(catalogue: readonly Attribute[], name?: string): number {
  const { own, shortest } = limitsOf(catalogue)
  return (name === undefined ? undefined : own.get(name)) ?? shortest
}

/** Since when no events have come, where that is longer than `silenceDays`. */
export function silentSince(
  { eventsAt, asOf }: Heard,
  catalogue: readonly Attribute[],
  name?: string,
): string | undefined {
  if (!eventsAt) return undefined
  const days = (Date.parse(asOf) - Date.parse(eventsAt)) / DAY
  return days > silenceDays(catalogue, name) ? eventsAt : undefined
}
