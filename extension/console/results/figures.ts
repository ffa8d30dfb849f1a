import type { GroupResults, ResultCounts, Results, SubjectResults } from '../../../worker/contract/results.ts'
import { type Break, type DayCount, findBreak } from '../break.ts'

/** Answers to a tip of any kind. */
export const answered = ({ accepted, deferred, dismissed }: ResultCounts): number =>
  accepted + deferred + dismissed

/** Share of the tips answered that were accepted; null where none was. */
export const acceptance = (counts: ResultCounts): number | null => {
  const all = answered(counts)
  return all > 0 ? counts.accepted / all : null
}

/** Every calendar day from one to another, both included. */
export function daysFrom(from: string, until: string): string[] {
  const days: string[] = []
  for (let at = Date.parse(from); at <= Date.parse(until); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

/** The same number of days just before. */
export function daysBefore({ from, until }: { from: string; until: string }): {
  from: string
  until: string
} {
  const length = Date.parse(until) - Date.parse(from) + 86_400_000
  const back = (day: string) => new Date(Date.parse(day) - length).toISOString().slice(0, 10)
  return { from: back(from), until: back(until) }
}

/** Subjects of the kind and, where one is chosen, that one. */
export const chosen = (
  results: Results,
  subject: 'tip' | 'check',
  id: string | undefined,
): SubjectResults[] =>
  results.subjects.filter((one) => one.subject === subject && (id === undefined || one.id === id))

/** Answers by day: tried is answered, failed is not accepted. Days without any are left out. */
export function answerDays(subjects: readonly SubjectResults[]): DayCount[] {
  const days = new Map<string, DayCount>()
  for (const { days: own } of subjects)
    for (const [day, counts] of Object.entries(own)) {
      const { tried, failed } = days.get(day) ?? { tried: 0, failed: 0 }
      const all = answered(counts)
      days.set(day, { day, tried: tried + all, failed: failed + all - counts.accepted })
    }
  return [...days.values()].filter(({ tried }) => tried > 0).toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

/** The day since which fewer tips are accepted, or (`better`) more; null where neither can be seen. */
export function turn(days: readonly DayCount[]): (Break & { better: boolean }) | null {
  const worse = findBreak(days)
  if (worse) return { ...worse, better: false }
  const better = findBreak(days.map(({ day, tried, failed }) => ({ day, tried, failed: tried - failed })))
  return better && { ...better, better: true }
}

/** One reason's share of all, now and before; before is null where there was none then. */
export interface ReasonShare {
  id: string
  count: number
  share: number
  before: number | null
}

/** Reasons of dismissals or overrides, the most frequent first. */
export function reasonShares(
  now: readonly SubjectResults[],
  before: readonly SubjectResults[],
): ReasonShare[] {
  const [counts, earlier] = [now, before].map(sumReasons) as [Map<string, number>, Map<string, number>]
  const [all, then] = [counts, earlier].map((one) => [...one.values()].reduce((sum, count) => sum + count, 0))
  return [...counts]
    .map(([id, count]) => ({
      ...{ id, count, share: count / (all || 1) },
      before: then ? (earlier.get(id) ?? 0) / then : null,
    }))
    .toSorted((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
}

function sumReasons(subjects: readonly SubjectResults[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { reasons } of subjects)
    for (const [id, count] of Object.entries(reasons)) sums.set(id, (sums.get(id) ?? 0) + count)
  return sums
}

/** A team's counts over all tips, or of the one chosen; null where it is hidden. */
export function groupCounts({ subjects }: GroupResults, id: string | undefined): ResultCounts | null {
  if (!subjects) return null
  const sum: ResultCounts = {
    prompted: 0,
    shown: 0,
    accepted: 0,
    deferred: 0,
    dismissed: 0,
    blocked: 0,
    overridden: 0,
  }
  for (const one of subjects)
    if (one.subject === 'tip' && (id === undefined || one.id === id))
      for (const kind of Object.keys(sum) as (keyof ResultCounts)[]) sum[kind] += one[kind]
  return sum
}

/** On screens this often and taken by fewer than one in fifty. */
const OFTEN = 30
const HARDLY = 0.02

/** Tips that were seen often and hardly ever taken. */
export const nobodyTakes = (results: Results): SubjectResults[] =>
  results.subjects.filter((one) => {
    const seen = one.shown + one.prompted
    return one.subject === 'tip' && seen >= OFTEN && one.accepted < seen * HARDLY
  })

/** Stops that agents go past nearly every time. */
export const alwaysPassed = (results: Results): SubjectResults[] =>
  results.subjects.filter(
    (one) => one.subject === 'check' && one.blocked >= OFTEN && one.overridden >= one.blocked * (1 - HARDLY),
  )
