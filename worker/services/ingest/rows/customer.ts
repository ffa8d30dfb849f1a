import { type Attribute, type AttributeType, Holding } from '../../../contract/catalogue.ts'
import { CustomerRow, LONGEST_TEXT } from '../../../contract/ingest.ts'
import { isWithin } from '../../../decision/bounds.ts'
import { isDay } from '../../../decision/clock.ts'
import { isIdentifying, isIdentifyingNumber } from './identifying.ts'
import { instantOf, isInstant, type Latest } from './moment.ts'
import { idProblem, isKey, type Notes, noteUndeclared, type ReadRow, RowProblem } from './row.ts'

const MEMBERS: ReadonlySet<string> = new Set(Object.keys(CustomerRow.shape))
const HELD: ReadonlySet<string> = new Set(Object.keys(Holding.shape))
/** Entries of a list such as the calls of a year. */
const MOST_ENTRIES = 400

const isText = (value: unknown) => typeof value === 'string' && value.length <= LONGEST_TEXT
const listOf = (isOne: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.length <= MOST_ENTRIES && value.every(isOne)

const IS: Record<AttributeType, (value: unknown) => boolean> = {
  int: Number.isSafeInteger,
  money: Number.isSafeInteger,
  bool: (value) => typeof value === 'boolean',
  string: isText,
  date: (value) => typeof value === 'string' && isDay(value),
  instant: isInstant,
  instants: listOf(isInstant),
  holdings: listOf((value) => Holding.safeParse(value).success),
}

/**
 * Reads what a source has of a customer, by the catalogue.
 * @param dataset names the source where a row names none
 * @param latest no row may be of later
 * @returns the reader; values: `[key, attribute, at, source, value]` of each attribute, the value as JSON text
 */
export function customerReader(catalogue: readonly Attribute[], dataset: string, latest: Latest): ReadRow {
  const attributes = new Map(catalogue.map((attribute) => [attribute.name, attribute]))
  return (row, notes) => {
    const { customerKey, source = dataset, facts } = row
    if (!isKey(customerKey)) return new RowProblem('bad-member', 'customerKey')
    const at = instantOf(row.at, latest)
    if (at instanceof RowProblem) return at
    const badSource = idProblem(source, 'source')
    if (badSource) return badSource
    if (typeof facts !== 'object' || facts === null || Array.isArray(facts))
      return new RowProblem('bad-member', 'facts')
    const sound = soundFacts(facts as Record<string, unknown>, attributes, notes)
    if (sound instanceof RowProblem) return sound
    if (sound.length === 0) return new RowProblem('bad-member', 'facts')
    noteUndeclared(row, MEMBERS, notes)
    const values = sound.map(([name, value]) =>
      JSON.stringify([customerKey, name, at, source, JSON.stringify(value)]),
    )
    return { key: customerKey, values }
  }
}

/** Beyond its bounds, or a code that nobody gave words to. */
const isBeyond = (attribute: Attribute, value: unknown): boolean =>
  typeof value === 'number'
    ? !isWithin(attribute, value)
    : typeof value === 'string' && attribute.values !== undefined && !Object.hasOwn(attribute.values, value)

/** A long number of money is money. */
function mayIdentify({ type }: Attribute, value: unknown): boolean {
  if (typeof value === 'string') return isIdentifying(value)
  if (typeof value === 'number') return type === 'int' && isIdentifyingNumber(value)
  return type === 'holdings' && ((value ?? []) as Holding[]).some(isMarked)
}

const isMarked = ({ code, name }: Holding) => [code, name.zh, name.en].some(isIdentifying)

/** What the catalogue has; a value that cannot be is unknown, one of another type costs the row. */
function soundFacts(
  facts: Readonly<Record<string, unknown>>,
  attributes: ReadonlyMap<string, Attribute>,
  notes: Notes,
): [string, unknown][] | RowProblem {
  const sound: [string, unknown][] = []
  for (const [name, value] of Object.entries(facts)) {
    const attribute = attributes.get(name)
    if (!attribute) notes.undeclared(`facts.${name}`)
    else if (value !== null && !IS[attribute.type](value)) return new RowProblem('bad-fact', name)
    else if (mayIdentify(attribute, value)) return new RowProblem('identifying', name)
    else if (isBeyond(attribute, value)) {
      notes.outOfBounds(name)
      sound.push([name, null])
    } else sound.push([name, attribute.type === 'holdings' ? holdingsOf(name, value, notes) : value])
  }
  return sound
}

/** Of holdings what is declared of them and nothing else, whatever hides beside it. */
function holdingsOf(attribute: string, value: unknown, notes: Notes): Holding[] | null {
  if (value === null) return null
  const holdings = value as Holding[]
  const names = new Set(holdings.flatMap((one) => Object.keys(one)))
  for (const name of names.difference(HELD)) notes.undeclared(`facts.${attribute}.${name}`)
  return holdings.map((one) => Holding.parse(one))
}
