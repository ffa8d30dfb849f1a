import type { Comparison, GroupResults, ResultCounts, SubjectResults } from '../../contract/results.ts'

type Subject = SubjectResults['subject']

/** How often one kind of thing was done with one subject. */
export interface CountRow {
  subject: Subject
  id: string
  kind: keyof ResultCounts
  count: number
}

export interface ReasonRow {
  subject: Subject
  id: string
  reason: string
  count: number
}

export const noResults = (): ResultCounts => ({
  ...{ prompted: 0, shown: 0, accepted: 0, deferred: 0 },
  ...{ dismissed: 0, blocked: 0, overridden: 0 },
})

/** Subjects with their counts, of all databases together, in total, by day and by reason; ordered by kind and id. */
export function subjectsFrom(
  days: readonly (CountRow & { day: string })[],
  reasons: readonly ReasonRow[],
): SubjectResults[] {
  const subjects = new Map<string, SubjectResults>()
  const of = ({ subject, id }: { subject: Subject; id: string }) => {
    const known = subjects.get(`${subject} ${id}`) ?? { subject, id, ...noResults(), reasons: {}, days: {} }
    subjects.set(`${subject} ${id}`, known)
    return known
  }
  for (const row of days) {
    const one = of(row)
    one[row.kind] += row.count
    const day = one.days[row.day] ?? noResults()
    day[row.kind] += row.count
    one.days[row.day] = day
  }
  for (const row of reasons) {
    const told = of(row).reasons
    told[row.reason] = (told[row.reason] ?? 0) + row.count
  }
  return [...subjects].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}

/** Counts of each group by subject; of those hidden nothing but that they are there. */
export function groupsFrom(
  rows: readonly (CountRow & { group: string })[],
  members: ReadonlyMap<string, ReadonlySet<string>>,
  hidden: ReadonlySet<string>,
): GroupResults[] {
  return [...members]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, agents]) => {
      if (hidden.has(group)) return { group, agents: null, subjects: null }
      const own = rows.filter((row) => row.group === group).map((row) => ({ ...row, day: '' }))
      const subjects = subjectsFrom(own, []).map(({ reasons: _, days: __, ...counts }) => counts)
      return { group, agents: agents.size, subjects }
    })
}

/** Customers of one side of a tip's comparison. */
export interface SideRow {
  tipId: string
  side: 'treated' | 'control' | 'switched'
  customers: number
  converted: number
}

/** One comparison a tip that has customers on either side. */
export function comparisonsFrom(rows: readonly SideRow[], reported: ReadonlySet<string>): Comparison[] {
  const tips = [...new Set(rows.map(({ tipId }) => tipId))].toSorted()
  return tips.map((tipId) => {
    const side = (name: SideRow['side']) => {
      const those = rows.filter((one) => one.tipId === tipId && one.side === name)
      const sum = (of: 'customers' | 'converted') => those.reduce((all, one) => all + one[of], 0)
      return { customers: sum('customers'), converted: sum('converted') }
    }
    const { customers: switched } = side('switched')
    return {
      tipId,
      treated: side('treated'),
      control: side('control'),
      switched,
      reported: reported.has(tipId),
    }
  })
}
