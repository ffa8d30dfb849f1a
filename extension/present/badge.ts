import type { Decision } from '../../worker/contract/decision.ts'
import type { Language } from '../../worker/contract/text.ts'
import type { Unchecked } from '../messages.ts'
import { textsIn } from '../texts/index.ts'
import type { BadgeView } from '../views.ts'
import { allChecks, markOf } from './checks.ts'
import { type FoundBy, foundByAside, foundByText } from './found-by.ts'
import { agoText, isOld } from './freshness.ts'
import { headline } from './segments.ts'
import { isOff, type JudgedAction, type Show } from './show.ts'

/** The pill beside the customer's name: headline segment, strictest verdict, tips that wait. */
export function presentBadge(
  show: Show,
  decision: Decision,
  action: JudgedAction | null = null,
  foundBy: FoundBy | null = null,
): BadgeView {
  const { badge, verdicts, marks } = show.texts
  const [strictest] = allChecks(show, decision, action)
  const tips = decision.tips.length
  const segment = headline(show, decision)
  const old = oldText(show)
  const mark = strictest ? markOf(strictest.verdict) : 'none'
  const none = isOff(show, 'compliance-check') ? badge.checksOff : badge.noChecks
  const title = badge.title(segment, strictest ? verdicts[strictest.verdict] : none, tips)
  const further = [foundBy ? foundByText(show.texts, foundBy) : '', old].filter(Boolean)
  return {
    key8: decision.customerKey.slice(0, 8),
    // A playbook that may lack a stop lets nobody pass.
    mark: old && mark === 'pass' ? 'none' : mark,
    label: foundBy ? segment + foundByAside(show.texts, foundBy) : segment,
    count: tips ? badge.count(tips) : '',
    title: further.length ? [title + marks.end, ...further].join(marks.gap) : title,
  }
}

/** That nobody has confirmed the playbook for too long; empty where somebody has. */
function oldText(show: Show): string {
  const { checkedAt, texts, now } = show
  if (!isOld(checkedAt, now.getTime())) return ''
  return texts.fresh.oldPlaybook(agoText(show, checkedAt, now.getTime()))
}

/** The pill in a list: segment and mark only. */
export const presentRowBadge = (show: Show, decision: Decision): BadgeView => ({
  ...presentBadge(show, decision),
  count: '',
})

/** A pill that says nobody checked, and why. Needs no playbook. `customerKey` is empty where none is known. */
export function presentUncheckedBadge(language: Language, why: Unchecked, customerKey = ''): BadgeView {
  const { badge, doubt, unchecked, marks } = textsIn(language)
  const { title, detail, now } = unchecked[why]
  return {
    key8: customerKey.slice(0, 8),
    mark: 'none',
    label: badge.notChecked,
    count: '',
    title: [doubt.title(title) + marks.end, detail, now].join(marks.gap),
  }
}

/** The pill of a page while there is no playbook: why, and that no button is guarded. */
export function presentUnsetBadge(language: Language, why: Unchecked): BadgeView {
  const { doubt, marks } = textsIn(language)
  const pill = presentUncheckedBadge(language, why)
  return { ...pill, title: pill.title + marks.gap + doubt.unguarded }
}
