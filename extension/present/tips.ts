import type { DecidedTip, Decision, HiddenTip, TipReason } from '../../worker/contract/decision.ts'
import type { Tip } from '../../worker/contract/playbook.ts'
import type { TipView } from '../views.ts'
import { explainTip } from './explain.ts'
import { maskedIn } from './masked.ts'
import { namesText } from './names.ts'
import type { Known, Show } from './show.ts'
import { fill } from './template.ts'
import { word } from './values.ts'

const tipOf = (show: Show, id: string): Tip | undefined =>
  show.compiled.playbook.tips.find((tip) => tip.id === id)

/** Where the next of the five words begins. */
const STEPS = [0.2, 0.4, 0.6, 0.8]

const level = ({ texts }: Show, share: number): string =>
  texts.tips.levels[STEPS.filter((step) => share >= step).length] ?? ''

function weight({ texts: { tips } }: Show, lever: number): string {
  if (lever === 0.5) return tips.weights.same
  return lever > 0.5 ? tips.weights.higher : tips.weights.lower
}

function levers(show: Show, tip: DecidedTip): TipView['levers'] {
  const labels = show.texts.tips.levers
  const scored = (['propensity', 'context', 'value'] as const).map((name) => ({
    label: labels[name],
    share: tip[name],
    word: level(show, tip[name]),
  }))
  return [...scored, { label: labels.lever, share: tip.lever, word: weight(show, tip.lever) }]
}

const quoted = ({ texts }: Show, text: string) => (/^[“"「]/u.test(text) ? text : texts.marks.quote(text))

/** A tip as it stands in card and panel; none where the playbook does not hold it. */
export function presentTip(show: Show, known: Known, decided: DecidedTip): TipView[] {
  const tip = tipOf(show, decided.id)
  if (!tip) return []
  return [
    {
      id: tip.id,
      category: show.texts.categories[tip.category],
      label: fill(show, known, tip.label),
      say: quoted(show, fill(show, known, tip.say, 'spoken')),
      why: fill(show, known, tip.why),
      masked: maskedIn(show, known, [tip.label, tip.say, tip.why]),
      explain: explainTip(show, decided),
      levers: levers(show, decided),
    },
  ]
}

/** Such as "5 not shown: facts missing 3, cap reached 2"; empty for none. */
export function hiddenLine({ texts }: Show, { hiddenTips }: Decision): string {
  if (!hiddenTips.length) return ''
  const counts = new Map<TipReason, number>()
  for (const { reason } of hiddenTips) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const reasons = [...counts].sort(([, a], [, b]) => b - a)
  const told = reasons.map(([reason, count]) => `${texts.tips.reasons[reason]} ${count}`)
  return texts.tips.hidden(hiddenTips.length, told.join(texts.marks.and))
}

function whyHidden(show: Show, { reason, missing }: HiddenTip): string {
  const { reasons, missing: lacks } = show.texts.tips
  return missing.length > 0 ? lacks(namesText(show, missing)) : reasons[reason]
}

/** Every tip held back with its reason, and how many do not concern this customer at all. */
export function presentHidden(show: Show, { hiddenTips, hiddenCounts }: Decision) {
  const told = hiddenTips.flatMap((hidden) => {
    const tip = tipOf(show, hidden.id)
    return tip ? [{ label: word(show, tip.label), why: whyHidden(show, hidden) }] : []
  })
  const { otherTips, otherWhy } = show.texts.tips
  const others = hiddenCounts.validity + hiddenCounts.eligibility
  return others ? [...told, { label: otherTips(others), why: otherWhy }] : told
}

export const dismissReasons = (show: Show) =>
  show.compiled.playbook.dismissReasons.map(({ id, label }) => ({ id, label: word(show, label) }))
