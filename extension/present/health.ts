import type { Adapter } from '../../worker/contract/adapter.ts'
import type { AdapterHealth } from '../../worker/contract/health.ts'
import type { Language } from '../../worker/contract/text.ts'
import { type Drift, findDrifts } from '../console/drift.ts'
import { type PartHealth, partsOf } from '../console/parts.ts'
import { HEALTH_DAYS, type HealthAnswer, type HealthDoubt } from '../messages.ts'
import { textsIn } from '../texts/index.ts'
import type { HealthView, Mark } from '../views.ts'
import { type HealthShow, healthShow, presentDrift } from './drift.ts'
import { presentScreenHealth, type ScreenHealth } from './screen-health.ts'

const ORDER: Record<Mark, number> = { block: 0, warn: 1, remind: 2, none: 3, pass: 4 }

const blank = (language: Language): HealthView => {
  const { health } = textsIn(language)
  return {
    lang: language,
    title: health.title,
    lead: health.lead(HEALTH_DAYS),
    doubt: null,
    driftsTitle: health.driftsTitle,
    drifts: [],
    calm: '',
    adapters: [],
  }
}

/** The page where there is nothing to see: why, and the way on. */
export function presentHealthDoubt(language: Language, why: HealthDoubt): HealthView {
  const { health } = textsIn(language)
  const action =
    why === 'signed-out'
      ? ({ type: 'sign-in', label: health.signIn } as const)
      : ({ type: 'retry', label: health.retry } as const)
  return { ...blank(language), doubt: { ...health.doubts[why], action: why === 'forbidden' ? null : action } }
}

/** Screens of the playbook first, then what older playbooks still left counts of, then unknown pages. */
function screensOf(
  { id, screens }: Pick<Adapter, 'id' | 'screens'>,
  parts: readonly PartHealth[],
  drifts: readonly Drift[],
): ScreenHealth[] {
  const own = parts.filter(({ adapter }) => adapter === id)
  const pages = own.find(({ part }) => part === 'screen')
  const stood = pages?.steps.filter(({ outcome }) => outcome === 'read') ?? []
  const names = [...screens.map((one) => one.id), ...stood.flatMap(({ screen }) => screen ?? [])]
  const known = [...new Set(names)].map((screen) => ({
    adapter: id,
    screen,
    parts: own.filter((part) => part.screen === screen),
    seen: stood.find((step) => step.screen === screen)?.days ?? {},
    drift: drifts.find((drift) => drift.adapter === id && drift.screen === screen),
  }))
  const unknown = pages?.days.some(({ failed }) => failed) ? [pages] : []
  const drift = drifts.find(
    (drift) => drift.adapter === id && drift.part === 'screen' && drift.kind === 'lost',
  )
  return [...known, ...unknown.map((part) => ({ adapter: id, parts: [part], seen: {}, drift }))]
}

function presentAdapter(show: HealthShow, health: AdapterHealth, screens: ScreenHealth[]) {
  return screens
    .map((screen) => presentScreenHealth(show, health, screen))
    .toSorted((a, b) => ORDER[a.mark] - ORDER[b.mark])
}

/** The page, or why there is none. */
export const presentHealthAnswer = (answer: HealthAnswer): HealthView =>
  'why' in answer
    ? presentHealthDoubt(answer.lang, answer.why)
    : presentHealth(answer.lang, answer.adapters, answer.health, answer.today)

/**
 * How well pages are read: what got worse, and every screen of every adapter.
 * @param today in the bank's time zone
 */
export function presentHealth(
  language: Language,
  adapters: readonly Adapter[],
  health: AdapterHealth,
  today: string,
): HealthView {
  const view = blank(language)
  const { health: texts } = textsIn(language)
  if (!health.steps.length) {
    const action = { type: 'retry', label: texts.retry } as const
    return { ...view, doubt: { title: texts.emptyTitle, detail: texts.empty, action } }
  }
  const show = healthShow(language, adapters, today, HEALTH_DAYS)
  const parts = partsOf(health)
  const drifts = findDrifts(parts)
  const counted = parts.map(({ adapter }) => ({ id: adapter, screens: [] }))
  const all = [...adapters, ...counted.filter(({ id }) => !adapters.some((one) => one.id === id))]
  const named = [...new Map(all.toReversed().map((one) => [one.id, one])).values()].toReversed()
  return {
    ...view,
    drifts: drifts.map((drift) => presentDrift(show, health, drift)),
    calm: texts.calm,
    driftsTitle: drifts.length ? texts.driftsTitle : texts.calmTitle,
    adapters: named.map((one) => ({
      id: one.id,
      screens: presentAdapter(show, health, screensOf(one, parts, drifts)),
    })),
  }
}
