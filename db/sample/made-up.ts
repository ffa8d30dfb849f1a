import type { Facts } from '../../worker/contract/catalogue.ts'
import { GENERATOR, type Lineage } from '../../worker/contract/lineage.ts'

/**
 * The lineage of facts that the generator made up, so that nobody takes them for the bank's.
 * @param at ISO moment
 */
export const madeUp = (facts: Facts, at: string): Lineage =>
  Object.fromEntries(
    Object.keys(facts).map((name) => [name, { at, source: GENERATOR, rule: 'given' }] as const),
  )
