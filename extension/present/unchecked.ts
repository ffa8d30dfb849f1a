import type { Language } from '../../worker/contract/text.ts'
import type { Unchecked } from '../messages.ts'
import type { FailMode, PolicyKey } from '../policy.ts'
import { textsIn } from '../texts/index.ts'
import type { ContactView, PanelView } from '../views.ts'
import { shortKey, time } from './format.ts'

/** When the edge fell silent (null: not known), how many outcomes wait for it, and the steps that can be done without it. */
export interface Silence {
  since: Date | null
  waiting: number
  contact: ContactView | null
  /** What happens at guarded buttons meanwhile; null: each check says by itself. */
  failMode: FailMode | null
  /** What is wrong with the policy. */
  wrong: readonly { key: PolicyKey }[]
  /** A customer is open beside, who is not shown for that. */
  hides?: boolean
}

const NOTHING: Silence = { since: null, waiting: 0, contact: null, failMode: null, wrong: [] }

/** The panel where nothing could be checked: why, what that means, and the way on. Needs no playbook. */
export function presentUnchecked(
  language: Language,
  why: Exclude<Unchecked, 'conflict'>,
  { since, waiting, contact, failMode, wrong, hides }: Silence = NOTHING,
): PanelView {
  const { unchecked, doubt, marks, policy } = textsIn(language)
  const { title, detail: what, now } = unchecked[why]
  const named = [...new Set(wrong.map(({ key }) => policy.keys[key].label))].join(marks.list)
  const wrongKeys = why === 'wrong-policy' && named ? [doubt.wrongKeys(named)] : []
  const buttons = failMode ? doubt.modes[failMode] : doubt.byRule
  const detail = [
    what,
    ...wrongKeys,
    ...(hides ? [doubt.hides] : []),
    ...(why === 'unreachable' || failMode ? [buttons] : []),
  ].join(marks.gap)
  if (why === 'signed-out')
    return { state: 'signed-out', title: doubt.title(title), detail, action: doubt.signIn }
  const silence = since && why === 'unreachable' ? [doubt.since(time(since))] : []
  return {
    state: 'not-checked',
    title: doubt.title(title),
    detail: [...silence, detail, now].join(marks.gap),
    pending: doubt.pending(waiting),
    retry: doubt.retry,
    contact,
  }
}

/** The panel while there is no playbook: nothing on the tab's pages can be checked, nor stopped. */
export function presentUnset(
  language: Language,
  why: Exclude<Unchecked, 'conflict'>,
  silence: Silence = NOTHING,
): PanelView {
  // Without a playbook no button is known, and no mode can be kept.
  const view = presentUnchecked(language, why, { ...silence, failMode: null })
  const { doubt, marks } = textsIn(language)
  const told = view.state === 'not-checked' || view.state === 'signed-out'
  return told ? { ...view, detail: view.detail + marks.gap + doubt.unguarded } : view
}

/** The panel where frames show different customers: which place says which. */
export function presentConflict(language: Language, places: { place: string; key: string }[]): PanelView {
  const { unchecked, doubt, marks } = textsIn(language)
  const { title, detail, now } = unchecked.conflict
  return {
    state: 'conflict',
    title: doubt.title(title),
    detail: detail + marks.gap + now,
    places: places.map(({ place, key }) => ({ place, keyShort: shortKey(key) })),
    again: doubt.again,
  }
}
