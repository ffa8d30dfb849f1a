/** One day of something that was tried and may have failed. Days are ISO calendar days; counts need not be whole. */
export interface DayCount {
  day: string
  tried: number
  failed: number
}

/** Since that day more fails than before. Shares are 0..1. */
export interface Break {
  since: string
  before: number
  share: number
}

/** Width of the intervals, in standard deviations: one in seven hundred lies beyond. */
export const SURE = 3
/** A rise of less is nobody's business. Share. */
const RISE = 0.05
/** Fewer tries on either side say nothing. */
const ENOUGH = 30
/** Width of the interval by which the last tries are told to be well again. */
const WELL = 2

/** Wilson's score interval of a share: holds for few tries too, and for shares near 0 and 1. */
export function wilson(failed: number, tried: number, z: number): { low: number; high: number } {
  if (tried <= 0) return { low: 0, high: 1 }
  const [share, zz] = [failed / tried, (z * z) / tried]
  const middle = share + zz / 2
  const half = z * Math.sqrt((share * (1 - share)) / tried + zz / (4 * tried))
  return { low: Math.max(0, middle - half) / (1 + zz), high: Math.min(1 + zz, middle + half) / (1 + zz) }
}

interface Sum {
  tried: number
  failed: number
}

const sum = (days: readonly DayCount[]): Sum => ({
  tried: days.reduce((all, { tried }) => all + tried, 0),
  failed: days.reduce((all, { failed }) => all + failed, 0),
})

const shareOf = ({ tried, failed }: Sum): number => (tried > 0 ? failed / tried : 0)

/** Log-likelihood of a sum at its own share. */
function likelihood({ tried, failed }: Sum): number {
  const term = (count: number) => (count > 0 ? count * Math.log(count / tried) : 0)
  return term(failed) + term(tried - failed)
}

/** The two intervals lie apart by more than the least rise. */
const worse = (before: Sum, since: Sum): boolean =>
  before.tried >= ENOUGH &&
  since.tried >= ENOUGH &&
  wilson(since.failed, since.tried, SURE).low > wilson(before.failed, before.tried, SURE).high + RISE

/** The last days that make up enough tries are as good as those before the break. */
function wellAgain(days: readonly DayCount[], before: Sum): boolean {
  let first = days.length - 1
  while (first > 0 && sum(days.slice(first)).tried < ENOUGH) first -= 1
  const late = sum(days.slice(first))
  return wilson(late.failed, late.tried, WELL).high < shareOf(before) + RISE
}

/**
 * The day since which more fails, where that is still so; null where nothing says so. Of all days on which the two
 * intervals lie apart, the one that tells before from since best. While the share of failures stays the same, fewer
 * than one look in a thousand finds a break.
 * @param days in order; days without tries may be left out
 */
export function findBreak(days: readonly DayCount[]): Break | null {
  let best: (Break & { fit: number }) | null = null
  for (let at = 1; at < days.length; at++) {
    const [before, since] = [sum(days.slice(0, at)), sum(days.slice(at))]
    if (!worse(before, since) || wellAgain(days, before)) continue
    const fit = likelihood(before) + likelihood(since)
    if (best && best.fit >= fit) continue
    best = { since: days[at]?.day ?? '', before: shareOf(before), share: shareOf(since), fit }
  }
  return best && { since: best.since, before: best.before, share: best.share }
}
