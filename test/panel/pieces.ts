import { stopping } from '../../extension/background/action.ts'
import type { PageWords } from '../../extension/messages.ts'
import { presentBadge, presentUncheckedBadge } from '../../extension/present/badge.ts'
import { presentCard } from '../../extension/present/card.ts'
import { presentNotice } from '../../extension/present/notice.ts'
import { presentStop } from '../../extension/present/stop.ts'
import { pageWords } from '../../extension/present/words.ts'
import type { BadgeView, CardView, NoticeView, StopView } from '../../extension/views.ts'
import type { Language } from '../../worker/contract/text.ts'
import { compiled, decided, now, numbered, order, plain, show, wealthy } from './story.ts'

/** What lies on the bank's page, drawn on a page of nothing. */
export type PieceSample = { lang: Language; words: PageWords; press?: string[] } & (
  | { page: 'badges'; views: BadgeView[] }
  | { page: 'card'; view: CardView; small: boolean }
  | { page: 'notice'; view: NoticeView }
  | { page: 'stop'; view: StopView }
)

function stopOver(lang: Language, ids?: string[]): StopView {
  const decision = decided(wealthy)
  const judged = order(wealthy)
  const current = { numbered, compiled, etag: '', checkedAt: now.getTime(), heard: null }
  const checks = ids ? judged.checks.filter(({ id }) => ids.includes(id)) : stopping(current, judged)
  const { page, done } = judged
  const view = presentStop(show(lang), { decision, why: null, page, done, shortcut: 'Alt+Shift+F', checks })
  if (!view) throw new Error('nothing stops')
  return view
}

/** The first check of the order that allows a reason. */
function overridable(): string[] {
  const allowed = numbered.playbook.checks
    .filter(({ overrideReasons }) => overrideReasons)
    .map(({ id }) => id)
  return order(wealthy)
    .checks.filter(({ id, verdict }) => allowed.includes(id) && verdict === 'warn')
    .map(({ id }) => id)
    .slice(0, 1)
}

const urgent = {
  id: 'suspended',
  version: 129,
  kind: 'tip' as const,
  itemId: 'steady-180',
  urgent: true,
  text: {
    zh: '稳远进取 180 天 2 号 10:09 起暂停申购。不要再介绍。',
    en: 'Steady 180 no. 2 is closed to new money since 10:09. Do not offer it.',
  },
  audience: {},
  until: null,
}

/** Every piece in one language. */
export function pieces(lang: Language): Record<string, PieceSample> {
  const frame = { lang, words: pageWords(lang) }
  const card = presentCard(show(lang), decided(wealthy), 'Alt+Shift+F', order(wealthy))
  const none = { ...presentCard(show(lang), { ...decided(plain), tips: [] }, ''), tips: [] }
  const views = [
    presentBadge(show(lang), decided(wealthy), order(wealthy)),
    presentBadge(show(lang), decided(plain), null),
    presentUncheckedBadge(lang, 'unreachable'),
  ]
  return {
    badges: { ...frame, page: 'badges', views },
    card: { ...frame, page: 'card', view: card, small: false },
    'card-why': { ...frame, page: 'card', view: card, small: false, press: ['.acts button:nth-child(3)'] },
    'card-small': { ...frame, page: 'card', view: card, small: true },
    'card-none': { ...frame, page: 'card', view: none, small: false },
    notice: { ...frame, page: 'notice', view: presentNotice(lang, urgent) },
    stop: { ...frame, page: 'stop', view: stopOver(lang) },
    'stop-reason': {
      ...frame,
      page: 'stop',
      view: stopOver(lang, overridable()),
      press: ['.acts button:nth-child(2)'],
    },
  }
}
