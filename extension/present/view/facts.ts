import type { View } from '../../../worker/contract/view.ts'
import type { FactView } from '../../views.ts'
import { date } from '../format.ts'
import { presentFact } from '../segments.ts'
import type { Known, Show } from '../show.ts'

/** Shown in parts of their own: balances, holdings, grade, complaint and rest from calls. */
const ELSEWHERE = [
  'term_deposit_balance',
  'wealth_balance',
  'deposit_balance',
  'fund_balance',
  'total_assets',
  'holdings',
  'risk_grade',
  'risk_assessed_on',
  'complaint_opened_on',
  'complaint_matter',
  'complaints_open',
  'do_not_call_until',
]

const isElsewhere = (name: string): boolean => ELSEWHERE.includes(name) || name.endsWith('_consent')

/**
 * Facts that stand nowhere else. One that is too old to rest on stands here whatever it is: where it is used it reads as
 * unknown.
 */
export function presentOtherFacts(show: Show, known: Known, { stale }: View): FactView[] {
  const names = show.compiled.playbook.catalogue
    .filter(({ uses }) => uses.includes('show'))
    .map(({ name }) => name)
    .filter((name) => known.facts[name] !== undefined && (!isElsewhere(name) || stale.includes(name)))
  return names.flatMap((name) => presentFact(show, known, name))
}

/** From which days the consents are that are known: one, or the first and the last. */
export function presentConsentsAsOf(show: Show, { lineage, facts }: View): string {
  const days = Object.entries(lineage)
    .filter(([name]) => name.endsWith('_consent') && facts[name] !== undefined)
    .map(([, { at }]) => show.compiled.clock.dayOf(new Date(at)))
    .toSorted()
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return ''
  const say = (day: string) => date(day, show.language)
  return first === last
    ? show.texts.view.consentsAsOf(say(first))
    : show.texts.view.consentsFrom(say(first), say(last))
}
