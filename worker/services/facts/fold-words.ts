import type { Attribute, Fold } from '../../contract/catalogue.ts'

/** An attribute that is made from events, with all that how it is made depends on beside the bank's time zone. */
export type Folded = Pick<Attribute, 'name' | 'type' | 'synthetic'> & {
  fold: Fold
  /** Days of the limits of its cases, by the bank's parameters; of one that is none, 0. */
  days: readonly number[]
}

/**
 * The rule of a fold as it stands in the lineage, such as `sum amount credit 90d`; with all it may say,
 * `last kind complaint_extended,complaint_opened via phone 30d open per detail.complaint from complaint_opened until complaint_closed`.
 * Two that come to something else have other words; the order in which lists stand says nothing.
 */
export function wordsOf({ type, fold }: Pick<Folded, 'type' | 'fold'>): string {
  const { op, kinds, channels, withinDays, closed } = fold
  const words = [
    op,
    takenOf(type, fold),
    kinds && listed(kinds),
    channels && `via ${listed(channels)}`,
    withinDays && `${withinDays}d`,
    closed && casesOf(closed),
  ]
  return words.filter(Boolean).join(' ')
}

const casesOf = ({ per, opens, kinds, limits }: NonNullable<Fold['closed']>): string =>
  [
    `open per ${per} from ${listed(opens)} until ${listed(kinds)}`,
    ...limits.map(({ days, after }) => `due ${listed(days)}${after.length ? ` after ${listed(after)}` : ''}`),
  ].join(' ')

/** Of a moment a date takes the day in the bank's zone; counts take nothing. */
function takenOf(type: Folded['type'], { op, of = 'at' }: Fold): string | null {
  if (op === 'count' || op === 'since') return null
  return of === 'at' && type === 'date' ? 'day' : of
}

const listed = (names: readonly string[]) => [...new Set(names)].sort().map(quoted).join()

/** A kind may be any text: what means something else here, or could end it, stands in quotes. */
const quoted = (name: string) =>
  /^[\w.:-]+$/.test(name) && !/^(via|open|from|until|due|after|\d+d)$/.test(name)
    ? name
    : JSON.stringify(name)
