import type { Adapter } from '../../worker/contract/adapter.ts'
import { type ReadPart, StepCount } from '../../worker/contract/health.ts'
import type { StepSeen } from '../messages.ts'
import { screenOf } from './screens.ts'

/** What a frame cannot know of its own readings: how many texts proved to be no customer number. */
export type NoNumbers = Partial<Record<ReadPart, number>>

/** Takes as many readings of each part from those that gave text, first come first, and says what they were. */
function judge(steps: readonly StepSeen[], noNumbers: NoNumbers): StepSeen[] {
  const left = { ...noNumbers }
  return steps.map((seen) => {
    const wrong = left[seen.part] ?? 0
    if (seen.outcome !== 'read' || !wrong) return seen
    left[seen.part] = wrong - 1
    return { ...seen, outcome: 'not-a-number' }
  })
}

/** The adapters at whose addresses a page stands that is none of their screens: one count each. */
function unknownPages(steps: readonly StepSeen[]): string[] {
  const missed = steps.filter(({ part, outcome }) => part === 'screen' && outcome !== 'read')
  return [...new Set(missed.map(({ screen }) => screen.split('/')[0] ?? ''))]
}

/**
 * What a frame saw, as it is counted, one by one: under ids of the adapters in force alone.
 * @param day in the bank's time zone
 */
export function toStepCounts(
  steps: readonly StepSeen[],
  noNumbers: NoNumbers,
  adapters: readonly Adapter[],
  day: string,
): StepCount[] {
  const known = judge(steps, noNumbers).filter(({ screen }) => screenOf(adapters, screen))
  const counts = known.map(({ screen: id, ...seen }) => {
    const [adapter, screen] = id.split('/')
    return { adapter, screen, ...seen }
  })
  const none = { part: 'screen', step: 0, outcome: 'no-element' }
  const unknown = unknownPages(known).map((adapter) => ({ adapter, ...none }))
  return [...counts, ...unknown].flatMap((one) => StepCount.safeParse({ ...one, day, count: 1 }).data ?? [])
}
