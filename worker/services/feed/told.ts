import type { DatasetRow, HaveRow, KindRow, LoadRow, LookRow, TallyRow } from './queries.ts'

/** What the databases of customers say, those of all together. */
export interface Told {
  datasets: readonly DatasetRow[]
  loads: readonly LoadRow[]
  tallies: readonly TallyRow[]
  looks: readonly LookRow[]
  has: readonly HaveRow[]
  kinds: readonly KindRow[]
}

export const latest = (moments: readonly (string | null | undefined)[]): string | null =>
  moments.reduce<string | null>((a, b) => (b && (!a || b > a) ? b : a), null)
