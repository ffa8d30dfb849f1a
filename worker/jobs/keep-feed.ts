import type { Databases } from '../services/databases.ts'
import { noteLate } from '../services/facts/note-late.ts'
import { tellEvents } from '../services/facts/tell-events.ts'

/** Minutes: what it tells of counts in days. A time that was missed is made up for by the next. */
const EVERY = 10

/** Looks whether a kind of event comes no more, and has every database of customers know when events last came. */
export async function keepFeed({ customers }: Databases, now: Date): Promise<void> {
  const [first] = customers
  if (!first || now.getUTCMinutes() % EVERY !== 0) return
  await noteLate(first, now)
  await tellEvents({ customers })
}
