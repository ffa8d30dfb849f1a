import type { Accepted } from './accepted.ts'
import { demandsOf } from './column-index.ts'
import type { Part } from './parts.ts'
import { type Term, termsOf } from './terms.ts'

/** The name of what would have to have two values at once, where a condition can therefore never hold; else undefined. */
export function contradiction(part: Part): string | undefined {
  const impossible = termsOf(part).map(impossibleIn)
  return impossible.includes(undefined) ? undefined : impossible[0]
}

function impossibleIn({ literals }: Term): string | undefined {
  const [found] =
    [...demandsOf(0, literals)].find(([, { accepted, missing }]) => isEmpty(accepted) && missing !== true) ??
    []
  return found?.name
}

const isEmpty = (accepted: Accepted) =>
  accepted.kind === 'number' ? accepted.stretches.length === 0 : accepted.words.size === 0 && !accepted.except
