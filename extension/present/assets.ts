import type { Attribute, Holding } from '../../worker/contract/catalogue.ts'
import type { DecidedView } from '../views.ts'
import { date, money } from './format.ts'
import { about, DOTS, isMasked, maskedView } from './masked.ts'
import { syntheticWord } from './segments.ts'
import type { Known, Show } from './show.ts'
import { valueText, word } from './values.ts'

type Assets = NonNullable<DecidedView['assets']>

const BALANCES = {
  term: 'term_deposit_balance',
  wealth: 'wealth_balance',
  deposit: 'deposit_balance',
  fund: 'fund_balance',
} as const
/** Name by which the sum is held: an attribute's has no dash. */
export const ASSETS_TOTAL = 'assets-total'
type Part = keyof typeof BALANCES
const parts = Object.keys(BALANCES) as Part[]

const attributeOf = (show: Show, name: string): Attribute | undefined =>
  show.compiled.playbook.catalogue.find((one) => one.name === name && one.sensitivity !== 'C3')

function numberOf({ facts }: Known, name: string): number | undefined {
  const value = facts[name]
  return typeof value === 'number' ? value : undefined
}

const holdingsOf = ({ facts }: Known): Holding[] =>
  Array.isArray(facts.holdings) ? (facts.holdings as Holding[]) : []

/** Name by which the amount of one thing held is held. */
const holdingName = (at: number): string => `holding-${at}`

/** Each product held, with its grade and how much of it. */
function presentHoldings(show: Show, known: Known): Assets['holdings'] {
  const attribute = attributeOf(show, 'holdings')
  if (!attribute) return []
  return holdingsOf(known).map(({ code, name, grade, amount }, at) => {
    const label = `${word(show, name)} R${grade}`
    const masked = { name: holdingName(at), label, instead: DOTS }
    const text = money(amount, known.currency, show.language, 'plain')
    return { code, label, amount: attribute.sensitivity === 'C2' ? masked : text }
  })
}

/** How much of one product is held; null where nothing of that name is masked. */
export function holdingAmount(show: Show, known: Known, name: string): string | null {
  const held = holdingsOf(known).find((_, at) => holdingName(at) === name)
  const attribute = held && attributeOf(show, 'holdings')
  if (!held || attribute?.sensitivity !== 'C2') return null
  return money(held.amount, known.currency, show.language, 'plain')
}

/** Grades of the wealth products or funds held: R2, or R2–R4. Deposits carry no risk worth a word. */
function gradesHeld(known: Known, part: Part): string {
  if (part !== 'wealth' && part !== 'fund') return ''
  const grades = holdingsOf(known)
    .filter(({ kind }) => kind === part)
    .map(({ grade }) => grade)
  if (!grades.length) return ''
  const [low, high] = [Math.min(...grades), Math.max(...grades)]
  return low === high ? ` R${low}` : ` R${low}–R${high}`
}

function partAmount(show: Show, known: Known, part: Part): Assets['total'] {
  const attribute = attributeOf(show, BALANCES[part])
  const value = known.facts[BALANCES[part]]
  if (!attribute || typeof value !== 'number') return show.texts.values.unknown
  return isMasked(attribute, value)
    ? maskedView(show, attribute)
    : valueText(show, known, attribute, value, 'plain')
}

function presentPart(show: Show, known: Known, part: Part, sum: number): Assets['parts'][number] {
  const balance = numberOf(known, BALANCES[part])
  return {
    name: BALANCES[part],
    label: show.texts.assets.parts[part] + gradesHeld(known, part),
    amount: partAmount(show, known, part),
    share: sum > 0 ? Math.round((Math.max(0, balance ?? 0) / sum) * 100) / 100 : 0,
  }
}

function gradeNote(show: Show, { facts }: Known): string {
  const { risk_grade: grade, risk_assessed_on: assessed } = facts
  const on = typeof assessed === 'string' ? date(assessed, show.language) : ''
  const text = typeof grade === 'number' ? `C${grade}` : show.texts.values.unknown
  return show.texts.assets.grade(text, on)
}

/** Everything shown here that the generator made, by name. */
function syntheticNames(show: Show, known: Known, declared: Part[]): string {
  const { assets, marks } = show.texts
  const made = declared
    .filter((part) => syntheticWord(show, known, BALANCES[part]))
    .map((part) => assets.parts[part])
  const names = syntheticWord(show, known, 'risk_grade') ? [...made, assets.riskGrade] : made
  return names.length ? assets.synthetic(names.join(marks.list)) : ''
}

const declaredParts = (show: Show): Part[] => parts.filter((part) => attributeOf(show, BALANCES[part]))

/** The sum of the balances that are known, put into words; null where none is. */
function totalOf(show: Show, known: Known, words: (sum: number) => string): string | null {
  const balances = declaredParts(show).map((part) => numberOf(known, BALANCES[part]))
  const told = balances.filter((balance) => balance !== undefined)
  if (!told.length) return null
  const text = words(told.reduce((all, balance) => all + balance, 0))
  return told.length < balances.length ? show.texts.assets.known(text) : text
}

/** The sum to the last digit; null where no balance is known. */
export const assetsTotal = (show: Show, known: Known): string | null =>
  totalOf(show, known, (sum) => money(sum, known.currency, show.language, 'plain'))

/** Roughly, as long as one of its parts is masked. */
function presentTotal(show: Show, known: Known): Assets['total'] {
  const exact = assetsTotal(show, known)
  if (exact === null) return show.texts.values.unknown
  const masked = declaredParts(show).some((part) => typeof partAmount(show, known, part) === 'object')
  const roughly = totalOf(show, known, (sum) => about(show, known, sum)) ?? ''
  return masked ? { name: ASSETS_TOTAL, label: show.texts.panel.assets, instead: roughly } : exact
}

/** What the customer holds, largest part first; a balance that is missing leaves the sum at "known". */
export function presentAssets(show: Show, known: Known): Assets | null {
  const declared = declaredParts(show)
  if (!declared.length) return null
  const balances = declared.map((part) => numberOf(known, BALANCES[part]))
  const held = balances.reduce<number>((sum, balance) => sum + Math.max(0, balance ?? 0), 0)
  return {
    total: presentTotal(show, known),
    parts: declared.map((part) => presentPart(show, known, part, held)).sort((a, b) => b.share - a.share),
    holdings: presentHoldings(show, known),
    note: attributeOf(show, 'risk_grade') ? gradeNote(show, known) : '',
    synthetic: syntheticNames(show, known, declared),
  }
}
