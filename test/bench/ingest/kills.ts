import { setTimeout as pause } from 'node:timers/promises'
import { type BenchEvent, makeEvents, piecesOf, randomFrom } from './events.ts'
import { type Prepared, prepare, sendBatch, withWorkers } from './sender.ts'
import type { Served } from './served.ts'

/** Counts and digests of what the base holds, and which batches were answered twice alike. */
export interface Content {
  events: { count: number; digest: string }
  customers: { count: number; digest: string }
}

/** Moment of folding: all the same, or their windows would not be. */
const NOW = '2026-11-26T04:00:00.000Z'

const jsonOf = async (url: string) => (await fetch(url)).json()

/** Folds until nobody is due, and tells what stands there then. */
export async function contentOf({ url }: Served): Promise<Content> {
  while ((await jsonOf(`${url}/bench/fold?now=${NOW}`)) !== 0);
  const of = (table: string) => jsonOf(`${url}/bench/content?of=${table}`)
  return { events: await of('events'), customers: await of('customers') } as Content
}

/** Batches of events, and of the customers they are of with facts of several moments. */
export function killBatches(count: number, seed: number): { events: BenchEvent[]; batches: Prepared[] } {
  const events = makeEvents(count, seed)
  const random = randomFrom(seed + 1)
  const keys = [...new Set(events.map(({ customerKey }) => customerKey))]
  const facts = [1, 2].flatMap((month) =>
    keys.map((customerKey) => ({
      customerKey,
      at: `2026-0${month}-01T00:00:00Z`,
      facts: { age: Math.floor(random() * 100), deposit_balance: Math.floor(random() * 1e6) },
    })),
  )
  const batches = [
    ...piecesOf(events, 5000).map((some, i) => prepare('events', `events-${i}`, some)),
    ...piecesOf(facts, 1000).map((some, i) => prepare('customers', `customers-${i}`, some)),
  ]
  return { events, batches }
}

/**
 * Sends everything, killing the Worker at so many random moments, and again until all of it is answered.
 * @param token gives a token that is still good
 * @returns how often a batch was sent, and how many were under way when it was killed
 */
export async function sendThroughKills(
  served: Served,
  token: () => Promise<string>,
  batches: readonly Prepared[],
  kills: number,
  seed: number,
): Promise<{ sent: number; cut: number }> {
  const random = randomFrom(seed)
  const answered = new Set<string>()
  const tally = { sent: 0, cut: 0 }
  for (let kill = 0; answered.size < batches.length; kill++) {
    const waiting = batches.filter(({ id }) => !answered.has(id))
    const bearer = await token()
    let alive = true
    const sending = withWorkers(waiting, 2, async (batch) => {
      if (!alive) return
      tally.sent += 1
      try {
        await sendBatch(served.url, bearer, batch)
        answered.add(batch.id)
      } catch (error) {
        if (alive) throw error
        tally.cut += 1
      }
    })
    if (kill < kills) {
      await Promise.race([sending, pause(30 + random() * 900)])
      alive = false
      await served.kill()
      await sending.catch(() => {})
      await served.start()
    } else await sending
    // Whatever was answered before must be answered so again: a lost answer makes the bank send it again.
    if (kill < kills) for (const id of [...answered].filter(() => random() < 0.3)) answered.delete(id)
  }
  return tally
}
