/** Before the first try again, and the longest wait. Milliseconds. */
const FIRST = 500
const LAST = 30_000

/**
 * Milliseconds before try `attempt` (from 1): doubled each time, and spread over its second half so that browsers that
 * lost the edge in one moment do not come back in one.
 * @param random 0..1
 */
export function waitBefore(attempt: number, random: number): number {
  return Math.min(LAST, FIRST * 2 ** (attempt - 1)) * (0.5 + random / 2)
}
