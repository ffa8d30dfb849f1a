import type { Attribute, Facts } from '../../contract/catalogue.ts'
import type { Lineage } from '../../contract/lineage.ts'
import { wordsOf } from './fold-words.ts'
import { type Heard, silenceOf } from './silence.ts'

/** What is kept of a customer, and what bears on how far it can be trusted. Moments are ISO instants. */
export interface KeptFacts extends Heard {
  facts: Facts
  /** By attribute; null or without it: as of `factsAsOf`. */
  lineage: Lineage | null
  factsAsOf: string
  /** The moment decided for: a historical extract is as fresh as it was then. */
  asOf: string
  /** When the customer was last split in two: what is from before may be the other's. */
  splitAt?: string | null | undefined
  /** 1 where what was folded is not over all that happened. */
  foldsApart?: number | undefined
}

const DAY = 86_400_000
export const GIVEN = 'given'

interface Terms {
  /** Days by attribute. */
  limits: ReadonlyMap<string, number | undefined>
  rules: ReadonlyMap<string, string>
}

/** One catalogue judges a hundred thousand customers. */
const terms = new WeakMap<readonly Attribute[], Terms>()

function termsOf(catalogue: readonly Attribute[]): Terms {
  const known = terms.get(catalogue)
  if (known) return known
  const ruleOf = ({ type, fold }: Attribute) => (fold ? wordsOf({ type, fold }) : GIVEN)
  const made = {
    limits: new Map(catalogue.map(({ name, freshDays }) => [name, freshDays])),
    rules: new Map(catalogue.map((attribute) => [attribute.name, ruleOf(attribute)])),
  }
  terms.set(catalogue, made)
  return made
}

/**
 * Facts that can be rested on, and those that cannot, with the moment they were last so. What was folded by another rule
 * than the catalogue has now, such as over other days, or not over all that happened, says something else than its name
 * does. Of a customer who was split nothing is rested on that is from before, or rests on events of which nobody knows that
 * they are not. What is folded is made anew whether events come or not, and is no fresher than the last that came. Of whom
 * nothing was folded that is not heard of any more, nobody knows that there is nothing: it cannot be rested on either.
 */
export function freshFacts(
  { facts, lineage, factsAsOf, asOf, splitAt, foldsApart, eventsAt, lateKinds }: KeptFacts,
  catalogue: readonly Attribute[],
): { facts: Facts; stale: Record<string, string> } {
  const { limits, rules } = termsOf(catalogue)
  const now = Date.parse(asOf)
  const atOf = (name: string) => lineage?.[name]?.at ?? factsAsOf
  const ruleOf = (name: string) => lineage?.[name]?.rule ?? GIVEN
  const isOver = (at: number, name: string) => now - at > (limits.get(name) ?? Number.POSITIVE_INFINITY) * DAY
  const silence = silenceOf({ eventsAt, lateKinds, asOf }, catalogue)
  const silentOf = (name: string) => (ruleOf(name) === GIVEN ? undefined : silence.ofFact(name))
  const sinceOf = (name: string) => (name in facts ? silentOf(name) : silence.ofFact(name)) ?? atOf(name)
  const isStale = (name: string) => {
    const rule = ruleOf(name)
    if (rule !== GIVEN && (foldsApart || silentOf(name))) return true
    if (rule !== GIVEN && rules.has(name) && rule !== rules.get(name)) return true
    const from = Date.parse(lineage?.[name]?.from ?? (rule === GIVEN ? atOf(name) : ''))
    return (
      (splitAt && !(from > Date.parse(splitAt))) ||
      isOver(Date.parse(lineage?.[name]?.until ?? atOf(name)), name)
    )
  }
  const unheard = silence.unheard().filter((name) => !(name in facts))
  const stale = [...Object.keys(facts).filter(isStale), ...unheard].sort()
  if (stale.length === 0) return { facts, stale: {} }
  return {
    facts: Object.fromEntries(Object.entries(facts).filter(([name]) => !stale.includes(name))),
    stale: Object.fromEntries(stale.map((name) => [name, sinceOf(name)])),
  }
}
