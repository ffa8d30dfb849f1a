import type { ItemRef } from '../contract/item.ts'
import type { Check, Playbook, Product, Tip } from '../contract/playbook.ts'
import type { Accepted } from './accepted.ts'
import type { CompiledPlaybook } from './compile.ts'
import { conditionCompiler } from './conditions.ts'
import { contradiction, type Possible } from './contradiction.ts'
import { contactFields } from './facts.ts'
import { productCode } from './products.ts'
import { suitabilityFacts } from './suitability.ts'

/**
 * Rules that can hold for nobody, whatever the facts, with the thresholds and bounds of this playbook: all that a rule
 * asks for together is compared column by column. What sets two columns against each other is not seen, so that a rule
 * that is not named may be dead all the same; one that is named is.
 */
export function deadRules(compiled: CompiledPlaybook): ItemRef[] {
  const { playbook, env, products } = compiled
  const possible = possibleIn(playbook)
  const compile = conditionCompiler(env)
  const isDead = (all: readonly (string | undefined)[]) =>
    contradiction(compile(joined(all)).part, possible) !== undefined
  const dead = (kind: ItemRef['kind'], rules: readonly { id: string; all: (string | undefined)[] }[]) =>
    rules.filter(({ all }) => isDead(all)).map(({ id }) => ({ kind, itemId: id }))
  return [
    ...dead(
      'segment',
      playbook.segments.map(({ id, condition }) => ({ id, all: [condition] })),
    ),
    ...dead(
      'tip',
      playbook.tips.map((tip) => ({ id: tip.id, all: askedByTip(tip, products) })),
    ),
    ...dead(
      'check',
      playbook.checks.map((check) => ({ id: check.id, all: askedByCheck(check) })),
    ),
  ]
}

const joined = (all: readonly (string | undefined)[]): string =>
  all.flatMap((text) => (text === undefined ? [] : [`(${text}\n)`])).join(' && ') || 'true'

/** Everything that must be so for a tip to be shown, as far as a condition can say it. */
function askedByTip(tip: Tip, products: ReadonlyMap<string, Product>): (string | undefined)[] {
  const { eligibility, applicability, ages, channels, marketing } = tip
  const product = tip.product === undefined ? undefined : products.get(productCode(tip.product))
  const age = `customer.${suitabilityFacts.age}`
  return [
    eligibility,
    applicability,
    ages?.min === undefined ? undefined : `${age} >= ${ages.min}`,
    ages?.max === undefined ? undefined : `${age} <= ${ages.max}`,
    channels && `contact.channel in ${JSON.stringify(channels)}`,
    marketing ? 'customer.marketing_consent' : undefined,
    product && product.kind !== 'deposit'
      ? `customer.${suitabilityFacts.grade} >= ${product.grade}`
      : undefined,
  ]
}

/** A step that is not done is found whatever the condition says. */
const askedByCheck = ({ applies, condition, requires }: Check): (string | undefined)[] => [
  applies,
  requires ? undefined : condition,
]

/** A value out of bounds is taken as unknown, and a contact has no other channels. */
function possibleIn({ catalogue }: Playbook): Possible {
  const facts = new Map(catalogue.map((one) => [`customer.${one.name}`, one]))
  const fields = new Map(contactFields.map((one) => [`contact.${one.name}`, one]))
  return ({ name, kind, fact }) => {
    const words = fields.get(name)?.values
    if (words) return { kind: 'word', words: new Set(words), except: false }
    const attribute = fact && kind === 'number' ? facts.get(name) : undefined
    return attribute && within(attribute.min, attribute.max)
  }
}

const within = (min = -Infinity, max = Infinity): Accepted => ({
  kind: 'number',
  stretches: [[min, max + 1]],
})
