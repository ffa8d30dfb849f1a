import type { StepDays, StepOutcome } from '../../worker/contract/health.ts'
import { type Break, type DayCount, findBreak, SURE, wilson } from './break.ts'
import { daysOf, type PartHealth, total, wasRead, withHidden } from './parts.ts'

/**
 * Something that reads worse than before. `lost`: it cannot be read; `fallback`: a step fails and a later one still
 * reads; `gone`: the screen is hardly seen any more; `poor`: it never read well, so there is no day it began (`since`
 * is then the first day counted).
 */
export interface Drift extends Break {
  kind: 'lost' | 'fallback' | 'gone' | 'poor'
  adapter: string
  /** The screen; of unknown pages the one that lost most, where there is one. */
  screen?: string
  part: PartHealth['part']
  /** The step that fails most, and how. */
  step: number
  outcome: StepOutcome
}

type Where = Pick<Drift, 'adapter' | 'screen' | 'part'>
type Failing = Pick<Drift, 'step' | 'outcome'>

/** Steps whose failures rose nearly as much as those of the worst: the first of them is named. */
const NEARLY = 0.8
/** More than this share unread, and no day it began: it never read well. */
const POOR = 0.2
/** A screen seen less than this share of what it was is gone. */
const HARDLY = 0.05
const ORDER: Record<Drift['kind'], number> = { lost: 0, gone: 1, poor: 2, fallback: 3 }

const where = ({ adapter, screen, part }: PartHealth): Where => ({
  adapter,
  ...(screen && { screen }),
  part,
})

/** How much the share of a count in all tries rose with the break. */
function rise(days: Record<string, number>, tries: readonly DayCount[], since: string): number {
  const share = (some: readonly DayCount[]) => {
    const tried = some.reduce((all, one) => all + one.tried, 0)
    return tried ? some.reduce((all, { day }) => all + (days[day] ?? 0), 0) / tried : 0
  }
  return share(tries.filter(({ day }) => day >= since)) - share(tries.filter(({ day }) => day < since))
}

function failing({ steps, days }: PartHealth, since: string): Failing {
  const failed = steps.filter((step) => !wasRead(step))
  const rises = failed.map((step) => ({ ...step, rose: rise(step.days, days, since) }))
  const most = Math.max(...rises.map(({ rose }) => rose))
  const [first] = rises.filter(({ rose }) => rose >= most * NEARLY).toSorted((a, b) => a.step - b.step)
  return { step: first?.step ?? 0, outcome: first?.outcome ?? 'no-element' }
}

/** Of the screens that unknown pages might have been, the one that is seen so much less. */
function lostScreen({ adapter, part, steps, days }: PartHealth, since: string) {
  const screens = new Set(steps.flatMap(({ screen }) => screen ?? []))
  const fallen = [...screens].flatMap((screen) => {
    const own = steps.filter((step) => step.screen === screen)
    const read = own.find(wasRead)
    const fell = read ? -rise(read.days, days, since) : 0
    return fell > 0 && own.length > 1 ? [{ screen, own, fell }] : []
  })
  const [most] = fallen.toSorted((a, b) => b.fell - a.fell)
  return most && { screen: most.screen, ...failing({ adapter, part, steps: most.own, days }, since) }
}

function lost(part: PartHealth): Drift | null {
  const found = findBreak(part.days) ?? findBreak(withHidden(part))
  if (!found) return null
  const named = part.part === 'screen' ? lostScreen(part, found.since) : failing(part, found.since)
  return { kind: 'lost', ...where(part), step: 0, outcome: 'no-element', ...named, ...found }
}

/** The tries of one step: it takes its turn only where those before it gave nothing. */
function stepDays(steps: readonly StepDays[]): DayCount[] {
  const failed = steps.filter((step) => !wasRead(step))
  return daysOf(steps).map((day) => ({ day, tried: total(steps, day), failed: total(failed, day) }))
}

function fallback(part: PartHealth): Drift | null {
  if (part.part !== 'number' && part.part !== 'anchor') return null
  const steps = new Set(part.steps.map(({ step }) => step).filter(Boolean))
  for (const step of [...steps].toSorted((a, b) => a - b)) {
    const own = part.steps.filter((one) => one.step === step)
    const days = stepDays(own)
    const found = findBreak(days)
    if (found)
      return {
        kind: 'fallback',
        ...where(part),
        ...failing({ ...part, steps: own, days }, found.since),
        ...found,
      }
  }
  return null
}

/** Lists may be empty, frames may disagree while one loads, and pages may be none of ours: that is no fault. */
const MEANT_TO_READ: readonly PartHealth['part'][] = ['number', 'rows', 'anchor']

function poor(part: PartHealth): Drift | null {
  const [{ day: since } = { day: '' }] = part.days
  const tried = part.days.reduce((all, one) => all + one.tried, 0)
  const failed = part.days.reduce((all, one) => all + one.failed, 0)
  if (!MEANT_TO_READ.includes(part.part) || wilson(failed, tried, SURE).low < POOR) return null
  const share = failed / tried
  return { kind: 'poor', ...where(part), ...failing(part, since), since, before: share, share }
}

/** How seldom each screen of an adapter stood, of all that stood in any. */
function gone(known: PartHealth, all: readonly PartHealth[]): Drift[] {
  const days = new Map<string, number>()
  for (const one of all) for (const { day, tried } of one.days) days.set(day, tried + (days.get(day) ?? 0))
  const tries = [...days].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return known.steps
    .filter((step) => wasRead(step) && step.screen)
    .flatMap(({ screen = '', days }) => {
      const found = findBreak(tries.map(([day, tried]) => ({ day, tried, failed: tried - (days[day] ?? 0) })))
      if (!found || 1 - found.share > HARDLY * (1 - found.before)) return []
      return [{ kind: 'gone', ...where(known), screen, step: 0, outcome: 'no-element', ...found }]
    })
}

const sameScreen = (a: Where, b: Where): boolean => a.adapter === b.adapter && a.screen === b.screen

/** Everything that reads worse than before or never read well, worst first. */
export function findDrifts(parts: readonly PartHealth[]): Drift[] {
  const found = parts.flatMap((part) => lost(part) ?? fallback(part) ?? poor(part) ?? [])
  const pages = parts.filter(({ part }) => part === 'screen')
  const absent = pages
    .flatMap((known) => gone(known, pages))
    .filter((one) => !found.some((other) => other.part === 'screen' && sameScreen(one, other)))
  return [...found, ...absent].toSorted(
    (a, b) => ORDER[a.kind] - ORDER[b.kind] || b.share - b.before - (a.share - a.before),
  )
}
