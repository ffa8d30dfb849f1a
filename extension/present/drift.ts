import type { Adapter } from '../../worker/contract/adapter.ts'
import type { AdapterHealth } from '../../worker/contract/health.ts'
import type { Language } from '../../worker/contract/text.ts'
import type { Drift } from '../console/drift.ts'
import { type Texts, textsIn } from '../texts/index.ts'
import type { HealthView, Mark } from '../views.ts'
import { capital, dayAfter, shortDate, weekday } from './format.ts'
import { word } from './values.ts'

/** What the sentences on health are made with. `today` is a day in the bank's time zone. */
export interface HealthShow {
  language: Language
  texts: Texts
  adapters: readonly Adapter[]
  today: string
  /** How many days are looked at. */
  days: number
}

export const healthShow = (
  language: Language,
  adapters: readonly Adapter[],
  today: string,
  days: number,
): HealthShow => ({ language, texts: textsIn(language), adapters, today, days })

/** 38%; with one decimal where it would else read as none or all. */
export function percent({ texts }: HealthShow, share: number): string {
  const hundred = share * 100
  const fine = (hundred > 0 && hundred < 1) || (hundred > 99 && hundred < 100)
  const rounded = Math.min(99.9, Math.max(0.1, Number(hundred.toFixed(1))))
  return texts.health.percent(fine ? String(rounded) : hundred.toFixed(0))
}

/** A screen as people call it. */
export function screenName({ adapters, language }: HealthShow, adapter: string, screen: string): string {
  const found = adapters.find(({ id }) => id === adapter)?.screens.find(({ id }) => id === screen)
  return found?.label ? word({ language }, found.label) : screen
}

/** Within a week by the day's name, else by its date. */
function sinceText({ texts, language, today }: HealthShow, day: string): string {
  const { since } = texts.health
  if (day === today) return since.today
  return day > dayAfter(today, -7)
    ? since.weekday(weekday(day, language))
    : since.date(shortDate(day, language))
}

function failingText(show: HealthShow, { adapter, screen, part, step, outcome }: Drift): string {
  const { health, marks } = show.texts
  const [what, how] = [health.parts[part], health.outcomes[outcome]]
  if (part === 'screen')
    return screen ? health.condition(marks.quote(screenName(show, adapter, screen)), step, how) : ''
  return step ? health.step(what, step, how) : health.whole(what, how)
}

/** What got worse, since when, how much of it, and the step that fails. */
export function driftText(show: HealthShow, drift: Drift): string {
  const { health, marks } = show.texts
  const { kind, adapter, part } = drift
  const name = part === 'screen' && kind !== 'gone' ? adapter : screenName(show, adapter, drift.screen ?? '')
  const since = kind === 'poor' ? health.always(show.days) : sinceText(show, drift.since)
  if (kind === 'gone') return health.gone(since, marks.quote(name))
  const share = percent(show, drift.share)
  if (kind === 'fallback') {
    const failing = health.stepOf(health.parts[part], drift.step, health.outcomes[drift.outcome])
    return health.fallback(since, share, marks.quote(name), failing)
  }
  const failing = failingText(show, drift)
  const sentence = capital(health.lost[part](since, share, marks.quote(name)))
  return failing && part !== 'frames' ? health.because(sentence, failing) : sentence
}

/** Half of it unread is as bad as all. */
export function driftMark({ kind, share }: Drift): Mark {
  if (kind === 'fallback') return 'remind'
  return kind === 'lost' && share >= 0.5 ? 'block' : 'warn'
}

/** A playbook that came on the day of the break may be its cause. */
function newPlaybook({ playbooks }: AdapterHealth, since: string): number | null {
  const before = new Set(playbooks.filter(({ day }) => day < since).map(({ version }) => version))
  const came = playbooks.find(({ day, version }) => day === since && !before.has(version))
  return came && before.size ? came.version : null
}

export function presentDrift(
  show: HealthShow,
  health: AdapterHealth,
  drift: Drift,
): HealthView['drifts'][number] {
  const { texts } = show
  const version = newPlaybook(health, drift.since)
  const told = [
    ...(drift.kind === 'lost' || drift.kind === 'fallback'
      ? [capital(texts.health.before(percent(show, drift.before))) + texts.marks.end]
      : []),
    texts.health.now[drift.kind],
    ...(version === null ? [] : [texts.health.playbook(version)]),
  ]
  return { mark: driftMark(drift), text: driftText(show, drift), detail: told.join(texts.marks.gap) }
}
