import type { AdapterHealth, StepDays } from '../../worker/contract/health.ts'
import type { DayCount } from '../console/break.ts'
import type { Drift } from '../console/drift.ts'
import { type PartHealth, total } from '../console/parts.ts'
import type { ScreenHealthView } from '../views.ts'
import { driftMark, driftText, type HealthShow, percent, screenName } from './drift.ts'
import { capital, date, dayAfter, shortDate } from './format.ts'

/** What is new is told by the last days. */
const LATE = 7

/** One screen of an adapter (without an id: its unknown pages) and everything known of it. */
export interface ScreenHealth {
  adapter: string
  screen?: string
  parts: readonly PartHealth[]
  /** How often the screen stood, by day. */
  seen: Record<string, number>
  drift: Drift | undefined
}

const count = (value: number): string => Math.round(value).toLocaleString('en-US')

const allDays = ({ today, days }: HealthShow): string[] =>
  Array.from({ length: days }, (_, at) => dayAfter(today, at + 1 - days))

/** The part that says most of a screen: the customer's number, else those of its rows. */
const mainPart = ({ parts, drift }: ScreenHealth): PartHealth | undefined =>
  parts.find(({ part }) => part === drift?.part) ??
  ['number', 'rows', 'list', 'screen'].flatMap((name) => parts.find(({ part }) => part === name) ?? [])[0]

/** The top of the axis: the whole, or the next tenth above the worst day, so that little is seen to be little. */
function topOf(days: readonly DayCount[]): number {
  const worst = Math.max(0, ...days.map(({ tried, failed }) => (tried ? failed / tried : 0)))
  return Math.min(1, Math.max(0.1, Math.ceil(worst * 10) / 10))
}

function presentChart(show: HealthShow, { days, part }: PartHealth, since: string | undefined) {
  const { health, marks } = show.texts
  const byDay = new Map(days.map((one) => [one.day, one]))
  const top = topOf(days)
  const bars = allDays(show).map((day) => {
    const { tried, failed } = byDay.get(day) ?? { tried: 0, failed: 0 }
    const told = tried ? `${percent(show, failed / tried)}${marks.aside(health.seen(count(tried)))}` : '—'
    return {
      day,
      title: `${shortDate(day, show.language)} ${told}`,
      share: tried ? Math.min(1, failed / tried / top) : null,
      late: since !== undefined && day >= since,
    }
  })
  return {
    title: part === 'screen' ? health.unknownShare : health.failedShare,
    bars,
    from: shortDate(bars[0]?.day ?? show.today, show.language),
    until: shortDate(show.today, show.language),
    top: percent(show, top),
  }
}

function dayTable(show: HealthShow, { days }: PartHealth, { playbooks }: AdapterHealth) {
  const { columns, byDay } = show.texts.health
  const versions = (day: string) => playbooks.filter((one) => one.day === day).map(({ version }) => version)
  return {
    title: byDay,
    head: [columns.day, columns.tried, columns.failed, columns.share, columns.playbook],
    rows: days
      .toReversed()
      .map(({ day, tried, failed }) => [
        date(day, show.language),
        count(tried),
        count(failed),
        tried ? percent(show, failed / tried) : '—',
        versions(day).join(show.texts.marks.list),
      ]),
  }
}

function stepTable(show: HealthShow, parts: readonly PartHealth[], seen: Record<string, number>) {
  const { health } = show.texts
  const [late, early] = [allDays(show).slice(-LATE), allDays(show).slice(0, -LATE)]
  const sum = (step: StepDays, days: string[]) =>
    count(days.reduce((all, day) => all + total([step], day), 0))
  const stood = { adapter: '', part: 'screen', step: 0, outcome: 'read', days: seen } as const
  const steps = [stood, ...parts.filter(({ part }) => part !== 'screen').flatMap(({ steps }) => steps)]
  return {
    title: health.bySteps,
    head: [
      health.columns.part,
      health.columns.step,
      health.columns.outcome,
      health.columns.late(LATE),
      health.columns.early,
    ],
    rows: steps.map((step) => [
      health.parts[step.part],
      step.step ? String(step.step) : '—',
      health.outcomes[step.outcome],
      sum(step, late),
      sum(step, early),
    ]),
  }
}

/** What is read of it in the last days, where nothing got worse. */
function calmText(show: HealthShow, { seen, parts }: ScreenHealth, main: PartHealth | undefined): string {
  const { health } = show.texts
  const late = main?.days.filter(({ day }) => day > dayAfter(show.today, -LATE)) ?? []
  const tried = late.reduce((all, one) => all + one.tried, 0)
  const failed = late.reduce((all, one) => all + one.failed, 0)
  if (!parts.length && !Object.keys(seen).length) return capital(health.notSeen(show.days))
  if (!main) return capital(health.noNumber)
  if (!tried) return capital(health.notSeen(LATE))
  const share = percent(show, 1 - failed / tried)
  return main.part === 'screen'
    ? capital(health.known(share, LATE))
    : capital(health.good(health.parts[main.part], share, LATE))
}

export function presentScreenHealth(
  show: HealthShow,
  health: AdapterHealth,
  screen: ScreenHealth,
): ScreenHealthView {
  const { drift, adapter, parts, seen } = screen
  const main = mainPart(screen)
  const unseen = !parts.length && !Object.keys(seen).length
  return {
    id: `${adapter}/${screen.screen ?? ''}`,
    mark: drift ? driftMark(drift) : unseen ? 'none' : 'pass',
    label: screen.screen ? screenName(show, adapter, screen.screen) : show.texts.health.unknownPages,
    summary: drift ? driftText(show, drift) : calmText(show, screen, main),
    chart: main ? presentChart(show, main, drift && drift.kind !== 'poor' ? drift.since : undefined) : null,
    tables: unseen
      ? []
      : [
          ...(main ? [dayTable(show, main, health)] : []),
          ...(screen.screen ? [stepTable(show, parts, seen)] : []),
        ],
  }
}
