import { type Accepted, both } from './accepted.ts'
import { demandsOf } from './column-index.ts'
import type { Column } from './columns.ts'
import type { Part } from './parts.ts'
import { type Term, termsOf } from './terms.ts'

/** What a column can be, where not everything can. */
export type Possible = (column: Column) => Accepted | undefined

/**
 * The name of what would have to have two values at once, or one that it cannot have, where a condition can therefore
 * never hold; else undefined.
 */
export function contradiction(part: Part, possible: Possible = () => undefined): string | undefined {
  const impossible = termsOf(part).map((term) => impossibleIn(term, possible))
  return impossible.includes(undefined) ? undefined : impossible[0]
}

function impossibleIn({ literals }: Term, possible: Possible): string | undefined {
  const [found] =
    [...demandsOf(0, literals)].find(([column, { accepted, missing }]) => {
      const bounds = possible(column)
      return missing !== true && isEmpty(bounds ? both(accepted, bounds) : accepted)
    }) ?? []
  return found?.name
}

/** True where no value is accepted. */
export const isEmpty = (accepted: Accepted) =>
  accepted.kind === 'number' ? accepted.stretches.length === 0 : accepted.words.size === 0 && !accepted.except
