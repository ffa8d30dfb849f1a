import type { Attribute, Facts } from '../contract/catalogue.ts'
import type { ClusterChoice } from '../contract/segmentation.ts'

/** A fact that clusters may be made of. */
export interface Candidate {
  name: string
  type: 'int' | 'money' | 'bool'
}

/** Known for so many of those of whom enough is known, or a customer in twenty would be left out for its sake. */
const KNOWN_SHARE = 0.95
/** A fact that is known half as often as the one known most often belongs to most customers. */
const USUAL_SHARE = 0.5
/** Who lacks more of the usual facts will be in no cluster anyway, and has no say in which facts make them. */
const ENOUGH_SHARE = 0.5
/** A fact that is the same for so many tells groups of a handful apart from the rest. */
const SAME_SHARE = 0.95

/**
 * Facts that no cluster rests on. Who a person is by birth, family, place or health must not decide how the bank treats
 * them (PIPL Art. 24: no unreasonable difference in treatment), and whether they allow to be called is no likeness. Facts
 * in words are never used: they hold gender, marital status and region, and have no distance.
 */
const SENSITIVE = [
  /^(gender|sex|marital|ethnic|religion|nationality|region|birth|disab|health|vulnerab|pregnan|child)/,
  /consent|do_not_call|on_call_list|objection/,
  /in_default|collection|complaint/,
]

export const isSensitive = ({ name, sensitivity }: Attribute): boolean =>
  sensitivity === 'C3' || SENSITIVE.some((pattern) => pattern.test(name))

/** Facts of the catalogue by which customers can be alike: numbers, money and yes or no that may serve for it. */
export function candidates(catalogue: readonly Attribute[]): Candidate[] {
  return catalogue.flatMap((one) =>
    one.channel !== 'segmentation' && isNumeric(one.type) && whyKeptOut(one) === null
      ? [{ name: one.name, type: one.type }]
      : [],
  )
}

const whyKeptOut = (one: Attribute) =>
  isSensitive(one) ? 'sensitive' : one.uses.includes('segment') ? null : 'not-meant'

/** Facts that would do by their type, and are kept out. */
export const keptOut = (catalogue: readonly Attribute[]): ClusterChoice['unused'] =>
  catalogue.flatMap((one) => {
    const why = isNumeric(one.type) ? whyKeptOut(one) : null
    return why ? [{ name: one.name, why }] : []
  })

const isNumeric = (type: Attribute['type']): type is Candidate['type'] =>
  type === 'int' || type === 'money' || type === 'bool'

/** A fact as a number: money by its logarithm, in which twice as much is as far everywhere; null: not known. */
export function measured({ name, type }: Candidate, facts: Facts): number | null {
  const value = facts[name]
  if (type === 'bool') return typeof value === 'boolean' ? Number(value) : null
  if (typeof value !== 'number') return null
  return type === 'money' ? Math.sign(value) * Math.log1p(Math.abs(value) / 100) : value
}

interface Spread {
  mean: number
  deviation: number
}

/**
 * A fact that clusters rest on, and what makes its values comparable with the others'. Money is compared within its
 * currency: mean and deviation are of the one most customers have, those of the others stand beside.
 */
export interface Feature extends Candidate, Spread {
  currencies?: Record<string, Spread>
}

/** A customer of the sample: the currency of amounts, and values in the order of the candidates; null: not known. */
export type SampleRow = readonly [currency: string, values: readonly (number | null)[]]

interface Used extends Pick<ClusterChoice, 'unused'> {
  features: { name: string; known: number }[]
}

/**
 * Which candidates can be used, judged by a sample.
 * @param sample a row a customer, in the order of the candidates
 */
export function chooseFeatures(
  all: readonly Candidate[],
  sample: readonly SampleRow[],
): { features: Feature[] } & { told: Used } {
  const features: Feature[] = []
  const told: Used = { features: [], unused: [] }
  const enough = knownWell(all.length, sample)
  for (const [at, one] of all.entries()) {
    const values = enough.flatMap(([, row]) => row[at] ?? [])
    const known = values.length / Math.max(1, enough.length)
    const why = known < KNOWN_SHARE ? 'too-rare' : sameShare(values) > SAME_SHARE ? 'same-for-all' : null
    if (why) told.unused.push({ name: one.name, why })
    else {
      features.push({ ...one, ...(one.type === 'money' ? byCurrency(enough, at) : spread(values)) })
      told.features.push({ name: one.name, known: shareKnown(sample, at) })
    }
  }
  return { features, told }
}

/** Means and deviations by currency, those of the one that most have at hand. */
function byCurrency(rows: readonly SampleRow[], at: number): Spread & Pick<Feature, 'currencies'> {
  const groups = [...Map.groupBy(rows, ([currency]) => currency)].flatMap(([currency, those]) => {
    const values = those.flatMap(([, row]) => row[at] ?? [])
    return values.length ? [{ currency, count: values.length, ...spread(values) }] : []
  })
  const [first, ...others] = groups.toSorted((a, b) => b.count - a.count)
  const { mean = 0, deviation = 1 } = first ?? {}
  if (!first || others.length === 0) return { mean, deviation }
  const all = groups.map(({ currency, ...one }) => [currency, { mean: one.mean, deviation: one.deviation }])
  return { mean, deviation, currencies: Object.fromEntries(all) }
}

const shareKnown = (rows: readonly SampleRow[], at: number): number =>
  rows.filter(([, row]) => row[at] !== null).length / Math.max(1, rows.length)

/**
 * Customers of whom enough is known to tell which facts can be used: a few of whom next to nothing is known, such as those
 * of another source, must not leave the others without clusters.
 */
function knownWell(facts: number, sample: readonly SampleRow[]): readonly SampleRow[] {
  const shares = Array.from({ length: facts }, (_, at) => shareKnown(sample, at))
  const usual = shares.flatMap((share, at) => (share >= USUAL_SHARE * Math.max(...shares) ? [at] : []))
  return sample.filter(
    ([, row]) => usual.filter((at) => row[at] !== null).length >= ENOUGH_SHARE * usual.length,
  )
}

function sameShare(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return Math.max(0, ...counts.values()) / Math.max(1, values.length)
}

function spread(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return { mean, deviation: Math.sqrt(square) || 1 }
}

/**
 * Customers of whom every feature is known, as points.
 * @param rows of the sample, in the order of the candidates
 */
export function pointsOf(
  all: readonly Candidate[],
  features: readonly Feature[],
  rows: readonly SampleRow[],
): number[][] {
  const places = features.map((feature) => ({
    feature,
    at: all.findIndex(({ name }) => name === feature.name),
  }))
  return rows.flatMap(([currency, values]) => {
    const point = places.map(({ feature, at }) => {
      const value = values[at] ?? null
      return value === null ? null : inScale(feature, value, currency)
    })
    return point.every((one) => one !== null) ? [point] : []
  })
}

/**
 * A customer as a point, or the name of the first fact that is missing: so is an amount in a currency in which nobody of the
 * sample has it.
 */
export function pointOf(features: readonly Feature[], facts: Facts, currency: string): number[] | string {
  const point: number[] = []
  for (const feature of features) {
    const value = measured(feature, facts)
    const place = value === null ? null : inScale(feature, value, currency)
    if (place === null) return feature.name
    point.push(place)
  }
  return point
}

function inScale(feature: Feature, value: number, currency: string): number | null {
  const spread = feature.currencies ? feature.currencies[currency] : feature
  return spread ? scaled(spread, value) : null
}

export const scaled = ({ mean, deviation }: Spread, value: number): number => (value - mean) / deviation
