/** One customer's year, however it was read. */
export interface Year {
  key: string
  currency: string
  days: number
  times: number
  amount: number
}

export interface Scores {
  r: number
  f: number
  m: number
}

/** Fifths as the textbook cuts them: the first ones have one more where it does not go even. Equal values: the lowest. */
function fifths<T>(
  all: readonly T[],
  worse: (a: T, b: T) => number,
  equal: (a: T, b: T) => boolean,
): Map<T, number> {
  const sorted = all.toSorted(worse)
  const sizes = [1, 2, 3, 4, 5].map((no) => Math.floor(all.length / 5) + (no <= all.length % 5 ? 1 : 0))
  const cut = sizes.flatMap((size, no) => Array<number>(size).fill(no + 1))
  return new Map(
    all.map((one) => [
      one,
      Math.min(...sorted.flatMap((other, at) => (equal(one, other) ? [cut[at] ?? 5] : []))),
    ]),
  )
}

const byKey = (a: Year, b: Year) => (a.key < b.key ? -1 : 1)

/** Scores by sorting and cutting, the slow way; shares nothing with the SQL. */
export function naiveScores(years: readonly Year[]): Map<string, Scores> {
  const r = fifths(
    years,
    (a, b) => b.days - a.days || byKey(a, b),
    (a, b) => a.days === b.days,
  )
  const f = fifths(
    years,
    (a, b) => a.times - b.times || byKey(a, b),
    (a, b) => a.times === b.times,
  )
  const m = new Map(
    [...new Set(years.map(({ currency }) => currency))].flatMap((currency) => [
      ...fifths(
        years.filter((one) => one.currency === currency),
        (a, b) => a.amount - b.amount || byKey(a, b),
        (a, b) => a.amount === b.amount,
      ),
    ]),
  )
  return new Map(
    years.map((one) => [one.key, { r: r.get(one) ?? 0, f: f.get(one) ?? 0, m: m.get(one) ?? 0 }]),
  )
}

/** The group in words of the table, not of the code. */
export function naiveGroup({ r, f, m }: Scores): string {
  const use = Math.ceil((f + m) / 2)
  const recent = r >= 4 ? 'high' : r === 3 ? 'middle' : 'low'
  const much = use >= 4 ? 'high' : use === 3 ? 'middle' : 'low'
  const table: Record<string, string> = {
    'high high': 'champions',
    'high middle': 'loyal',
    'middle high': 'loyal',
    'middle middle': 'loyal',
    'high low': 'promising',
    'middle low': 'need-attention',
    'low high': 'at-risk',
    'low middle': 'cooling',
    'low low': 'dormant',
  }
  return table[`${recent} ${much}`] ?? ''
}
