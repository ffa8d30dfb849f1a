import type { AdapterHealth, ReadPart, StepOutcome } from '../../worker/contract/health.ts'

/** The day so many days after 2026-11-02, a Monday. */
export const day = (at: number): string =>
  new Date(Date.parse('2026-11-02T00:00:00Z') + at * 86_400_000).toISOString().slice(0, 10)

/** Counts by day of one step: part, step, outcome; with a screen, or without for unknown pages. */
export type Line = [
  screen: string | null,
  part: ReadPart,
  step: number,
  outcome: StepOutcome,
  counts: number[],
]

/** Counts of one adapter, days from 2026-11-02. A count of 0 is left out, as the edge leaves it out. */
export function health(...lines: Line[]): AdapterHealth {
  const steps = lines.map(([screen, part, step, outcome, counts]) => {
    const days = counts.flatMap((count, at) => (count ? [[day(at), count] as const] : []))
    return {
      adapter: 'old-crm',
      ...(screen && { screen }),
      part,
      step,
      outcome,
      days: Object.fromEntries(days),
    }
  })
  const days = [...new Set(steps.flatMap((step) => Object.keys(step.days)))].toSorted()
  return { steps, playbooks: days.map((day) => ({ day, version: 128 })) }
}

/** A screen whose number was read on so many occasions a day, all of them with the first step but those that failed. */
export const detail = (read: number[], failed: number[], outcome: StepOutcome = 'no-element'): Line[] => [
  ['detail', 'screen', 0, 'read', read.map((count, at) => count + (failed[at] ?? 0))],
  ['detail', 'number', 1, 'read', read],
  ['detail', 'number', 1, outcome, failed],
]
