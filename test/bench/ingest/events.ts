import { createHash } from 'node:crypto'

/** One event as the bank sends it. */
export interface BenchEvent {
  id: string
  customerKey: string
  at: string
  channel: string
  kind: string
  amount: number
  detail: Record<string, string | number>
}

/** Small fast random numbers from a seed, 0 included, 1 not (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Mean. */
const EVENTS_A_CUSTOMER = 50
/** Operation, channel, kind, and the share of events up to it. */
const OPERATIONS = [
  ['VYBER', 'counter', 'debit', 0.41],
  ['PREVOD NA UCET', 'core', 'debit', 0.61],
  ['VKLAD', 'counter', 'credit', 0.76],
  ['', 'core', 'credit', 0.93],
  ['PREVOD Z UCTU', 'core', 'credit', 0.99],
  ['VYBER KARTOU', 'cards', 'debit', 1],
] as const
const PURPOSES = ['', 'UROK', 'SLUZBY', 'SIPO', 'POJISTNE', 'UVER']

const hex = (text: string) => createHash('sha256').update(text).digest('hex')

/**
 * Made-up account entries in the shape of a bank's: in order of time over five years, a few kinds of operation, amounts
 * over three orders of magnitude, an operation, a purpose and a balance with each.
 */
export function makeEvents(count: number, seed: number): BenchEvent[] {
  const random = randomFrom(seed)
  const customers = Array.from({ length: Math.max(1, count / EVENTS_A_CUSTOMER) }, (_, i) =>
    hex(`${seed} customer ${i}`),
  )
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T
  return Array.from({ length: count }, (_, i) => {
    const share = random()
    const [operation, channel, kind] = OPERATIONS.find(([, , , below]) => share < below) ?? OPERATIONS[0]
    const day = new Date(Date.UTC(2021, 10, 26) + Math.floor((i / count) * 1826) * 86_400_000)
    return {
      id: hex(`${seed} event ${i}`).slice(0, 32),
      customerKey: pick(customers),
      at: day.toISOString().slice(0, 10),
      channel,
      kind,
      amount: Math.round(100 * 10 ** (1 + 3 * random())),
      detail: { operation, purpose: pick(PURPOSES), balance: Math.round(random() * 10_000_000) },
    }
  })
}

/** Pieces of a list. */
export function piecesOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))
}
