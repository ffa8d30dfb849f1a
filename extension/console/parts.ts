import type { AdapterHealth, ReadPart, StepDays } from '../../worker/contract/health.ts'
import type { DayCount } from './break.ts'

/** One part of one screen by day. Without a screen: whether pages at the adapter's addresses are known at all. */
export interface PartHealth {
  adapter: string
  screen?: string
  part: ReadPart
  days: DayCount[]
  steps: StepDays[]
}

/** Everything counted for one screen of an adapter, or (without one) for its unknown pages. */
interface Counted {
  adapter: string
  screen?: string
  steps: StepDays[]
}

function grouped({ steps }: AdapterHealth): Counted[] {
  const groups = new Map<string, Counted>()
  for (const step of steps) {
    const { adapter, screen } = step
    const id = `${adapter}/${screen ?? ''}`
    const known = groups.get(id) ?? { adapter, ...(screen && { screen }), steps: [] }
    known.steps.push(step)
    groups.set(id, known)
  }
  return [...groups.values()]
}

export const total = (steps: readonly StepDays[], day: string): number =>
  steps.reduce((all, { days }) => all + (days[day] ?? 0), 0)

export const daysOf = (steps: readonly StepDays[]): string[] =>
  [...new Set(steps.flatMap(({ days }) => Object.keys(days)))].toSorted()

export const wasRead = ({ outcome }: StepDays): boolean => outcome === 'read'
/** Every try takes either the first step or none. */
const begins = ({ step }: StepDays): boolean => step < 2
/** Out of sight as a whole, as in a tab behind another: not meant to be read, as a rule. */
const outOfSight = ({ step, outcome }: StepDays): boolean => step === 0 && outcome === 'hidden'

const ofPart = (steps: readonly StepDays[], part: ReadPart): StepDays[] =>
  steps.filter((one) => one.part === part)

function plainDays(steps: readonly StepDays[]): DayCount[] {
  return daysOf(steps).map((day) => {
    const tried = total(
      steps.filter((one) => begins(one) && !outOfSight(one)),
      day,
    )
    return { day, tried, failed: tried - total(steps.filter(wasRead), day) }
  })
}

/** The same with what was out of sight among the failures: where that becomes more, it was not meant. */
export function withHidden({ days, steps }: PartHealth): DayCount[] {
  const hidden = steps.filter(outOfSight)
  return days.map(({ day, tried, failed }) => {
    const more = total(hidden, day)
    return { day, tried: tried + more, failed: failed + more }
  })
}

/** Rows of one list fare alike, so a list is one try, failed by the share of its rows. */
function rowDays(steps: readonly StepDays[], all: readonly StepDays[]): DayCount[] {
  const lists = ofPart(all, 'list').filter(wasRead)
  return plainDays(steps).map(({ day, tried, failed }) => {
    const weight = tried ? Math.min(1, total(lists, day) / tried) : 0
    return { day, tried: tried * weight, failed: failed * weight }
  })
}

/** Frames can disagree wherever a number was read. */
function frameDays(steps: readonly StepDays[], all: readonly StepDays[]): DayCount[] {
  const read = ofPart(all, 'number').filter(wasRead)
  return daysOf([...read, ...steps]).map((day) => {
    const failed = total(steps, day)
    return { day, tried: Math.max(failed, total(read, day)), failed }
  })
}

function partDays(part: ReadPart, steps: readonly StepDays[], all: readonly StepDays[]): DayCount[] {
  if (part === 'rows') return rowDays(steps, all)
  return part === 'frames' ? frameDays(steps, all) : plainDays(steps)
}

const PARTS: readonly ReadPart[] = ['number', 'rows', 'list', 'anchor', 'frames']

const screenParts = ({ adapter, screen, steps }: Counted): PartHealth[] =>
  PARTS.flatMap((part) => {
    const own = ofPart(steps, part)
    return own.length
      ? [{ adapter, ...(screen && { screen }), part, steps: own, days: partDays(part, own, steps) }]
      : []
  })

/** Whether the pages of an adapter are known: of all that stood, those that were none of its screens. */
function knownPages(adapter: string, groups: readonly Counted[]): PartHealth {
  const steps = ofPart(
    groups.filter((one) => one.adapter === adapter).flatMap((one) => one.steps),
    'screen',
  )
  const unknown = steps.filter(({ screen }) => screen === undefined)
  const known = steps.filter(wasRead)
  const days = daysOf(steps).map((day) => {
    const failed = total(unknown, day)
    return { day, tried: failed + total(known, day), failed }
  })
  return { adapter, part: 'screen', steps, days }
}

/** What browsers counted, as one series of days for each part that is read. */
export function partsOf(health: AdapterHealth): PartHealth[] {
  const groups = grouped(health)
  const adapters = [...new Set(groups.map(({ adapter }) => adapter))]
  return adapters.flatMap((adapter) => [
    knownPages(adapter, groups),
    ...groups.filter((one) => one.adapter === adapter && one.screen).flatMap(screenParts),
  ])
}
