import type { Fold } from '../../contract/catalogue.ts'

/** The rule of a fold as it stands in the lineage, such as `sum amount credit 90d`. */
export function wordsOf({ op, of, kinds, channels, withinDays, closed }: Fold): string {
  const words = [
    op,
    of,
    ...(kinds ?? []),
    ...(channels ?? []),
    withinDays && `${withinDays}d`,
    closed && 'open',
  ]
  return words.filter(Boolean).join(' ')
}
