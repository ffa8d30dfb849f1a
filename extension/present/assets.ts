import type { Attribute, Holding } from '../../worker/contract/catalogue.ts'
import type { DecidedView } from '../views.ts'
import { amount, date, money } from './format.ts'
import { syntheticWord } from './segments.ts'
import type { Known, Show } from './show.ts'

type Assets = NonNullable<DecidedView['assets']>

const BALANCES = {
  term: 'term_deposit_balance',
  wealth: 'wealth_balance',
  deposit: 'deposit_balance',
  fund: 'fund_balance',
} as const
type Part = keyof typeof BALANCES
const parts = Object.keys(BALANCES) as Part[]

const attributeOf = (show: Show, name: string): Attribute | undefined =>
  show.compiled.playbook.catalogue.find((one) => one.name === name && one.sensitivity !== 'C3')

function numberOf({ facts }: Known, name: string): number | undefined {
  const value = facts[name]
  return typeof value === 'number' ? value : undefined
}

/** Grades of the wealth products or funds held: R2, or R2–R4. Deposits carry no risk worth a word. */
function gradesHeld({ facts }: Known, part: Part): string {
  if (part !== 'wealth' && part !== 'fund') return ''
  const { holdings } = facts
  const held = Array.isArray(holdings) ? (holdings as Holding[]) : []
  const grades = held.filter(({ kind }) => kind === part).map(({ grade }) => grade)
  if (!grades.length) return ''
  const [low, high] = [Math.min(...grades), Math.max(...grades)]
  return low === high ? ` R${low}` : ` R${low}–R${high}`
}

function presentPart(show: Show, known: Known, part: Part, sum: number): Assets['parts'][number] {
  const balance = numberOf(known, BALANCES[part])
  return {
    label: show.texts.assets.parts[part] + gradesHeld(known, part),
    amount: balance === undefined ? show.texts.values.unknown : amount(balance, known.currency),
    share: sum > 0 ? Math.max(0, balance ?? 0) / sum : 0,
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

function totalText(show: Show, { currency }: Known, balances: (number | undefined)[]): string {
  const told = balances.filter((balance) => balance !== undefined)
  if (!told.length) return show.texts.values.unknown
  const sum = told.reduce((all, balance) => all + balance, 0)
  const text = money(sum, currency, show.language, 'plain')
  return told.length < balances.length ? show.texts.assets.known(text) : text
}

/** What the customer holds, largest part first; a balance that is missing leaves the sum at "known". */
export function presentAssets(show: Show, known: Known): Assets | null {
  const declared = parts.filter((part) => attributeOf(show, BALANCES[part]))
  if (!declared.length) return null
  const balances = declared.map((part) => numberOf(known, BALANCES[part]))
  const held = balances.reduce<number>((sum, balance) => sum + Math.max(0, balance ?? 0), 0)
  return {
    total: totalText(show, known, balances),
    parts: declared.map((part) => presentPart(show, known, part, held)).sort((a, b) => b.share - a.share),
    note: attributeOf(show, 'risk_grade') ? gradeNote(show, known) : '',
    synthetic: syntheticNames(show, known, declared),
  }
}
