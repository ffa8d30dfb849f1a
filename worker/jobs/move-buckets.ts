import type { Databases } from '../services/databases.ts'
import { stepMove } from '../services/placement/moving/step.ts'

/** How long one minute's job may go on taking steps. Milliseconds. */
const LONGEST = 20_000

/**
 * Goes on with moving buckets to other databases.
 * @throws DatabaseUnavailable; the next minute goes on where this one was stopped
 */
export async function moveBuckets(databases: Databases): Promise<void> {
  const until = Date.now() + LONGEST
  while (Date.now() < until && (await stepMove(databases)) === 'done');
}
