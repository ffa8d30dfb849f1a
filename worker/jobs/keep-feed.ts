import type { Databases } from '../services/databases.ts'
import { tellEvents } from '../services/facts/tell-events.ts'

/** Minutes: what it tells of counts in days. A time that was missed is made up for by the next. */
const EVERY = 10

/** Has every database of customers know when events last came. */
export async function keepFeed(databases: Databases, now: Date): Promise<void> {
  if (now.getUTCMinutes() % EVERY === 0) await tellEvents(databases)
}
