import type { Facts, FactValue } from '../../contract/catalogue.ts'
import type { Lineage, Origin } from '../../contract/lineage.ts'
import { compared } from '../compared.ts'
import { GIVEN } from './fresh.ts'

/** What one live dataset has of a customer. Moments are ISO instants. */
export interface Said {
  /** JSON of contract Facts. */
  facts: string
  /** JSON of contract Lineage; null or without a fact: as of `factsAsOf`, from the dataset. */
  lineage: string | null
  factsAsOf: string
  dataset: string
  /** Null: now. */
  asOf: string | null
  currency: string
  finishedAt: string | null
  /** 1: what was folded is not over all that happened. */
  foldsApart: number
  /** When events last came for it and its companions; null: nobody knows, or of history. */
  eventsAt: string | null
  /** JSON: lists of LateKind, of each of them; null: none. */
  lateKinds: string | null
}

interface Statement {
  name: string
  origin: Origin
  /** Undefined: known to be unknown. */
  value: FactValue | undefined
}

/**
 * What a customer's rows come to as one. The dataset whose load finished last speaks; its companions, those of the same
 * as-of and currency, say as much as it does: of a given fact the later `at` stands, then the greater source, then the
 * greater value, as within one load. What was folded is taken from one row: each is over the events of all.
 * @returns the row that speaks, with the facts of all; undefined: there is none
 */
export function companionsTogether<Row extends Said>(rows: readonly Row[]): Row | undefined {
  const speaker = rows.toSorted(byFinish).at(-1)
  const companions = rows.filter(
    ({ asOf, currency }) => asOf === speaker?.asOf && currency === speaker.currency,
  )
  if (!speaker || companions.length === 1) return speaker
  const given = companions.flatMap((row) => statementsOf(row).filter(({ origin }) => origin.rule === GIVEN))
  const folds = companions.map(foldsOf).toSorted(byTrust).at(-1)
  const standing = new Map<string, Statement>()
  for (const one of [...given.toSorted(byPlace), ...(folds?.statements ?? [])]) standing.set(one.name, one)
  return { ...speaker, ...asRow([...standing.values()]), ...factsAsOfAmong(companions), ...folds?.told }
}

const statementsOf = ({ facts: text, lineage: origins, factsAsOf, dataset }: Said): Statement[] => {
  const facts = JSON.parse(text) as Facts
  const lineage = JSON.parse(origins ?? '{}') as Lineage
  const own: Origin = { at: factsAsOf, source: dataset, rule: GIVEN }
  const names = new Set([...Object.keys(facts), ...Object.keys(lineage)])
  return [...names].map((name) => ({ name, origin: lineage[name] ?? own, value: facts[name] }))
}

function foldsOf(row: Said) {
  const statements = statementsOf(row).filter(({ origin }) => origin.rule !== GIVEN)
  const { foldsApart, finishedAt } = row
  return { statements, told: { foldsApart }, at: statements[0]?.origin.at ?? '', finishedAt }
}

type Folds = ReturnType<typeof foldsOf>

/** What was not folded yet says less than what was, and that less than what is over all that happened. */
const byTrust = (a: Folds, b: Folds): number =>
  compared(a.statements.length > 0, b.statements.length > 0) ||
  compared(b.told.foldsApart, a.told.foldsApart) ||
  compared(a.at, b.at) ||
  byFinish(a, b)

/** The last one stands. */
const byPlace = (a: Statement, b: Statement): number =>
  compared(a.origin.at, b.origin.at) ||
  compared(a.origin.source, b.origin.source) ||
  compared(numberOf(a), numberOf(b)) ||
  compared(jsonOf(a), jsonOf(b))

/** Numbers as numbers, before them all the rest, as text. */
const numberOf = ({ value }: Statement): number =>
  typeof value === 'number' ? value : Number.NEGATIVE_INFINITY

const jsonOf = ({ value }: Statement): string => JSON.stringify(value ?? null)

const byFinish = (a: Pick<Said, 'finishedAt'>, b: Pick<Said, 'finishedAt'>): number =>
  compared(a.finishedAt ?? '', b.finishedAt ?? '')

const asRow = (statements: readonly Statement[]) => ({
  facts: JSON.stringify(Object.fromEntries(statements.map(({ name, value }) => [name, value]))),
  lineage: JSON.stringify(Object.fromEntries(statements.map(({ name, origin }) => [name, origin]))),
})

const factsAsOfAmong = (rows: readonly Said[]) => ({
  factsAsOf: rows.map(({ factsAsOf }) => factsAsOf).reduce((a, b) => (a > b ? a : b)),
})
