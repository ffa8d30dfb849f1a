import type { Attribute, Fold } from '../../contract/catalogue.ts'
import { isStopped, type LateKind, startOf } from './rhythm.ts'

const DAY = 86_400_000

/** How events have come, for one customer's base. Moments are ISO instants. */
export interface Heard {
  /** When they last came; null: nobody knows, or they are of history, which is over. */
  eventsAt?: string | null | undefined
  /** JSON: of each dataset of the base its LateKinds; null: there are none, or they are of history. */
  lateKinds?: string | null | undefined
  /** The moment decided for. */
  asOf: string
}

/** Since when nothing could have been heard of something; undefined: it is heard. */
export interface Silence {
  /** @param name attribute that is made from events */
  ofFact(name: string): string | undefined
  /** Attributes of which nothing could have been heard; nothing is looked at where events come. */
  unheard(): string[]
  /** @param kinds of event that say it */
  ofKinds(kinds: readonly string[]): string | undefined
}

interface Limits {
  folds: ReadonlyMap<string, Pick<Attribute, 'freshDays'> & { kinds: readonly string[] | undefined }>
  shortest: number
}

const limits = new WeakMap<readonly Attribute[], Limits>()

function limitsOf(catalogue: readonly Attribute[]): Limits {
  const known = limits.get(catalogue)
  if (known) return known
  const folds = new Map(
    catalogue.flatMap(({ name, fold, freshDays }) =>
      fold ? [[name, { freshDays, kinds: kindsOf(fold) }] as const] : [],
    ),
  )
  const made = { folds, shortest: shortestOf([...folds.values()]) }
  limits.set(catalogue, made)
  return made
}

const shortestOf = (folds: readonly Pick<Attribute, 'freshDays'>[]): number =>
  Math.min(...folds.flatMap(({ freshDays }) => freshDays ?? []), Number.POSITIVE_INFINITY)

/** Kinds that a fold counts, with those that open, put off and close its cases; undefined: every kind. */
function kindsOf({ kinds, closed }: Fold): readonly string[] | undefined {
  if (!kinds) return undefined
  const ofCases = closed
    ? [...closed.opens, ...closed.kinds, ...closed.limits.flatMap(({ after }) => after)]
    : []
  return [...kinds, ...ofCases]
}

/**
 * Days without events after which what is made from them is not rested on: the attribute's own limit, or else the shortest
 * of all that are made from events, infinite where none has one. The day of the last transaction does not grow old with the
 * days, but nobody knows what happened since.
 */
export function silenceDays(catalogue: readonly Attribute[], name?: string): number {
  const { folds, shortest } = limitsOf(catalogue)
  return (name === undefined ? undefined : folds.get(name)?.freshDays) ?? shortest
}

/** The shortest limit of what counts a kind, or else of all that is made from events. */
function kindDays(catalogue: readonly Attribute[], kind: string): number {
  const { folds, shortest } = limitsOf(catalogue)
  const own = shortestOf([...folds.values()].filter(({ kinds }) => !kinds || kinds.includes(kind)))
  return Number.isFinite(own) ? own : shortest
}

/** Of kinds that are late those that have stopped. */
export const stoppedAmong = <Late extends LateKind>(
  late: readonly Late[],
  catalogue: readonly Attribute[],
  asOf: string,
): Late[] => late.filter((one) => isStopped(one, kindDays(catalogue, one.kind), asOf))

export const lateIn = (json: string | null | undefined): LateKind[] => JSON.parse(json ?? '[]')

const stoppedOf = ({ lateKinds, asOf }: Heard, catalogue: readonly Attribute[]): LateKind[] =>
  lateKinds ? stoppedAmong((JSON.parse(lateKinds) as LateKind[][]).flat(), catalogue, asOf) : []

/** What nobody can have heard of, since events came last or a kind of them stopped. */
export function silenceOf(heard: Heard, catalogue: readonly Attribute[]): Silence {
  const { eventsAt, asOf } = heard
  const stopped = stoppedOf(heard, catalogue)
  const days = eventsAt ? (Date.parse(asOf) - Date.parse(eventsAt)) / DAY : 0
  const first = (limit: number, kinds: readonly string[] | undefined) => {
    const moments = stopped
      .filter(({ kind }) => !kinds || kinds.includes(kind))
      .map(({ last }) => startOf(last))
    if (eventsAt && days > limit) moments.push(eventsAt)
    return moments.toSorted()[0]
  }
  const { folds, shortest } = limitsOf(catalogue)
  const ofFact = (name: string) =>
    first(silenceDays(catalogue, name), folds.get(name)?.kinds ?? (folds.has(name) ? undefined : []))
  return {
    ofFact,
    unheard: () => (stopped.length > 0 || days > shortest ? [...folds.keys()].filter(ofFact) : []),
    ofKinds: (kinds) => first(shortest, kinds),
  }
}
