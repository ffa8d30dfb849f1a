import { seeded } from './random.ts'

/** The kinds of page that are fuzzed: those of the simulator, and a page whose customer changes in place. */
export const SITES = ['frames', 'webforms', 'spa', 'single'] as const
export type SiteName = (typeof SITES)[number]

/** How an order is sent. */
export type Way = 'click' | 'enter' | 'shortcut' | 'submit' | 'request-submit'

/** An order that is tried, and what must become of it. Amount in yuan, of which no other order is. */
export interface Order {
  purpose: 'blocked' | 'proper' | 'override'
  way: Way
  product: string
  amount: string
  /** Sent without waiting for the badge. */
  hasty: boolean
  /** A customer for whom the same order would be in order: it is filled in for them. */
  able: string
}

/** One switch to another customer and how long they stay. Milliseconds. */
export interface Step {
  number: string
  /** A share that decides between the ways a page has of going there. */
  how: number
  /** How much later the second of two frames follows; negative: it goes first. */
  late: number
  stay: number
  /** When the service worker is stopped after the switch; null: not now. */
  stopAfter: number | null
  order: Order | null
}

/** Customers to choose from. */
export interface Cast {
  anybody: readonly string[]
  /** No product of a high grade may be sold to them. */
  careful: readonly string[]
  /** Rich enough for every small order. */
  able: readonly string[]
  /** An order for more than they have needs a reason. */
  middling: readonly string[]
}

const SHARES: Record<SiteName, number> = { frames: 0.25, webforms: 0.2, spa: 0.3, single: 0.25 }
/** What sends an order on each site. The forms of two of them cannot be sent by `form.submit()`. */
const WAYS: Record<SiteName, readonly Way[]> = {
  frames: ['click', 'enter', 'shortcut', 'submit', 'request-submit'],
  webforms: ['click', 'enter', 'shortcut'],
  spa: ['click', 'enter', 'shortcut', 'request-submit'],
  single: ['click', 'enter', 'submit', 'request-submit'],
}
/** One switch in so many tries an order, one stops the worker. */
const [ORDERS, STOPS] = [25, 60]

type Pick = <T>(all: readonly T[]) => T

function drawOrder(site: SiteName, cast: Cast, random: () => number, pick: Pick, at: number) {
  const kind = random()
  const purpose: Order['purpose'] = kind < 0.7 ? 'blocked' : kind < 0.85 ? 'proper' : 'override'
  const [product, base, whose] = {
    blocked: ['LC0190', 300_000, cast.careful] as const,
    proper: ['LC0101', 100_000, cast.able] as const,
    override: ['LC0145', 90_000_000, cast.middling] as const,
  }[purpose]
  const hasty = random() < 0.5 && purpose === 'blocked'
  const order = {
    purpose,
    way: pick(WAYS[site]),
    product,
    amount: String(base + at),
    hasty,
    able: pick(cast.able),
  }
  return { order, number: pick(whose) }
}

/** Most stays are too short for a badge; one in a hundred outlasts the silence after which a page says so. */
function drawStay(random: () => number): number {
  const kind = random()
  if (kind < 0.82) return random() * 90
  return kind < 0.99 ? 310 + random() * 250 : 2200
}

function drawStep(site: SiteName, cast: Cast, random: () => number, pick: Pick, at: number): Step {
  const [how, late, stay] = [random(), random() < 0.4 ? 0 : random() * 400 - 200, drawStay(random)]
  const stopAfter = random() < 1 / STOPS ? random() * stay : null
  const step = { number: pick(cast.anybody), how, late, stay, stopAfter, order: null }
  const ordered = random() < 1 / ORDERS ? drawOrder(site, cast, random, pick, at) : null
  return ordered ? { ...step, ...ordered, stopAfter: null } : step
}

/** All choices of a run, by site: the same seed and customers give the same steps. */
export function drawPlan(count: number, seed: number, cast: Cast): [SiteName, Step[]][] {
  const random = seeded(seed)
  const pick: Pick = (all) => all[Math.floor(random() * all.length)] as (typeof all)[number]
  let at = 0
  return SITES.map((site) => {
    const steps = Array.from({ length: Math.ceil(count * SHARES[site]) }, () => {
      at += 1
      return drawStep(site, cast, random, pick, at)
    })
    return [site, steps]
  })
}
