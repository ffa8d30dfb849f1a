import type { Decision } from '../../worker/contract/decision.ts'
import type { CardView } from '../views.ts'
import { allChecks, checksLine } from './checks.ts'
import { date, time } from './format.ts'
import { type JudgedAction, knownOf, type Show } from './show.ts'
import { dismissReasons, presentTip } from './tips.ts'

function updated({ texts: { fresh }, compiled, language }: Show, { asOf, historical }: Decision): string {
  const at = new Date(asOf)
  const { clock, playbook } = compiled
  return historical
    ? fresh.updatedAsOf(date(clock.dayOf(at), language))
    : fresh.updated(time(at, playbook.timeZone))
}

/** The card at the badge: tips, best first, and how the checks stand. */
export function presentCard(
  show: Show,
  decision: Decision,
  shortcut: string,
  action: JudgedAction | null = null,
): CardView {
  const known = knownOf(show, decision, action?.page)
  const tips = decision.tips.flatMap((tip) => presentTip(show, known, tip))
  return {
    title: tips.length ? show.texts.tips.place(tips.length) : show.texts.tips.title,
    updated: updated(show, decision),
    tips,
    checksLine: checksLine(show, allChecks(show, decision, action)),
    dismissReasons: dismissReasons(show),
    words: show.texts.card,
    shortcut,
  }
}
