import type { Results } from '../../../worker/contract/results.ts'
import { daysFrom } from './figures.ts'

const COUNTS = ['prompted', 'shown', 'accepted', 'deferred', 'dismissed', 'blocked', 'overridden'] as const

/** Every figure by subject and day, as a spreadsheet takes it; names of columns are those of the interface. */
export function tableOf(results: Results, nameOf: (subject: 'tip' | 'check', id: string) => string) {
  const days = daysFrom(results.from, results.until)
  const rows = results.subjects.flatMap(({ subject, id, days: own }) =>
    days.flatMap((day) => {
      const counts = own[day]
      return counts ? [[day, subject, id, nameOf(subject, id), ...COUNTS.map((kind) => counts[kind])]] : []
    }),
  )
  return [['day', 'subject', 'id', 'name', ...COUNTS], ...rows]
}
