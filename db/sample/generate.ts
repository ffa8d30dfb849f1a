import type { Facts } from '../../worker/contract/catalogue.ts'
import { customerFacts } from './customer.ts'
import { drawFor } from './draw.ts'
import { STORIES, type Story } from './stories.ts'

/** The seed of everything that ships or is shown. */
export const SEED = 'fineline'

export interface GeneratedCustomer {
  /** Twelve digits that begin with 6002. */
  number: string
  facts: Facts
}

/**
 * Customers shaped like the real ones (see db/sample/shape.ts), the ones with a story first. Dates lie around
 * `asOf` (ISO day). The same arguments give the same customers; a larger count only adds to them.
 */
export function generateSample(seed: string, count: number, asOf: string): GeneratedCustomer[] {
  const told = STORIES.slice(0, count).map((story) => ({
    number: story.number,
    facts: tell(story, seed, asOf),
  }))
  const numbers = new Set(told.map(({ number }) => number))
  for (let i = 0; numbers.size < count; i++)
    numbers.add(`6002${drawFor(seed, `sample ${i}`).whole('number', 1e7, 1e8 - 1)}`)
  const others = [...numbers].slice(told.length)
  return [...told, ...others.map((number) => ({ number, facts: customerFacts(seed, number, asOf) }))]
}

function tell(story: Story, seed: string, asOf: string): Facts {
  const facts = customerFacts(seed, story.number, asOf, story.facts(asOf))
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !story.unknown.includes(name)))
}
