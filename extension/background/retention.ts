import { log } from './log.ts'

const STORED = 'dropped'
const DAY = 86_400_000

/** What waits for the edge is kept as `outbox.<uuid>`, whichever outbox it is in. */
const WAITING = /^[a-z-]+\.[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** How much was dropped unsent in this browser, ever; `last`: when it was (ISO). */
export interface Dropped {
  count: number
  last: string
}

export async function droppedSoFar(): Promise<Dropped | null> {
  return ((await chrome.storage.local.get(STORED))[STORED] as Dropped | undefined) ?? null
}

/** The moment or day that an item tells of itself; those that tell none are never too old. */
function madeAt(item: unknown): number {
  const { at, counts = [] } = (item ?? {}) as { at?: string; counts?: { day: string }[] }
  const days = counts.map(({ day }) => day).toSorted()
  return Date.parse(at ?? days.at(-1) ?? '')
}

/** Drops what could not be sent for longer than policy keeps it, and counts it: nothing is lost in silence. */
export async function dropOld(days: number | undefined, now: Date): Promise<number> {
  if (days === undefined) return 0
  const names = (await chrome.storage.local.getKeys()).filter((name) => WAITING.test(name))
  const items = await chrome.storage.local.get(names)
  const old = names.filter((name) => now.getTime() - madeAt(items[name]) > days * DAY)
  if (!old.length) return 0
  const { count = 0 } = (await droppedSoFar()) ?? {}
  // Counted first: a stop in between counts one twice rather than none.
  await chrome.storage.local.set({ [STORED]: { count: count + old.length, last: now.toISOString() } })
  await chrome.storage.local.remove(old)
  log('warn', 'dropped unsent, older than the days that policy keeps them:', old.length)
  return old.length
}
