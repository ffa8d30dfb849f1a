import type { Fault } from './fates.ts'
import { type Lateness, lateness } from './lateness.ts'
import type { Tried } from './orders.ts'
import type { SiteSeen } from './run-site.ts'
import type { Stay } from './watch-window.ts'

/** Stays shorter than this need no badge; silence longer than the next, with time to draw, needs its word. Milliseconds. */
const [LONG, SILENT] = [300, 2000]
/** A request without an answer is given up after five seconds; until then it stands for its customer. Milliseconds. */
const FAULT_LASTS = 6000
/** After a stop the service worker starts anew. Milliseconds. */
const STARTING = 2000

/** Stays of one kind, and how many of them were as they should be. */
export interface Share {
  stays: number
  good: number
}

/** What a run came to, in all sites together. */
export interface FuzzReport {
  switches: number
  frames: number
  wrongFrames: number
  firstWrong: string[]
  /** Stays over 300 ms while the edge answered: with their badge. */
  answered: Share
  /** The same in which the service worker was stopped. */
  restarted: Share
  /** Stays over two seconds with an injected failure: with their badge or "not checked". */
  failing: Share
  faults: number
  stops: number
  siblings: Lateness
  panel: Lateness
  blocked: { tried: number; letThrough: number }
  overrides: { tried: number; lost: number }
  proper: { tried: number; lost: number }
  /** Orders that the page sent, or the bank booked, more than once. */
  doubled: number
  /** What was to be seen around an order and was not; for an order that was stopped in silence, for instance. */
  missing: string[]
}

const share = (stays: Stay[], good: (stay: Stay) => boolean): Share => ({
  stays: stays.length,
  good: stays.filter(good).length,
})

function sortStays(seen: readonly SiteSeen[], faults: readonly Fault[]) {
  const failed = ({ key, from, ms }: Stay) =>
    faults.some(
      ({ keys, at }) => at > from - FAULT_LASTS && at < from + ms && keys.some((one) => one.startsWith(key)),
    )
  const all = seen.flatMap(({ window, stops }) =>
    window.stays.map((stay) => {
      const stopped = stops.some((at) => at > stay.from - STARTING && at < stay.from + stay.ms)
      return { stay, kind: failed(stay) ? 'failing' : stopped ? 'restarted' : 'answered' }
    }),
  )
  return (kind: string, least: number) =>
    all.filter((one) => one.kind === kind && one.stay.ms > least).map(({ stay }) => stay)
}

const both = (parts: Lateness[]): Lateness => ({
  awake: parts.flatMap(({ awake }) => awake),
  starting: parts.flatMap(({ starting }) => starting),
})

/** An order that the bank's book must hold once, by purpose. */
function lost(tried: readonly Tried[], purpose: string, booked: (tried: Tried) => number) {
  const mine = tried.filter(({ order }) => order.purpose === purpose)
  return { tried: mine.length, lost: mine.filter((one) => booked(one) === 0).length }
}

export function reportOn(
  seen: readonly SiteSeen[],
  faults: readonly Fault[],
  booked: (tried: Tried) => number,
): FuzzReport {
  const stays = sortStays(seen, faults)
  const tried = seen.flatMap((one) => one.tried)
  const blocked = tried.filter(({ order }) => order.purpose === 'blocked')
  return {
    switches: seen.reduce((sum, { steps }) => sum + steps, 0),
    frames: seen.reduce((sum, { window }) => sum + window.frames, 0),
    wrongFrames: seen.reduce((sum, { window }) => sum + window.wrong.frames, 0),
    firstWrong: seen.flatMap(({ site, window }) => window.wrong.first.map((fault) => `${site}: ${fault}`)),
    answered: share(stays('answered', LONG), ({ right }) => right),
    restarted: share(stays('restarted', LONG), ({ right }) => right),
    failing: share(stays('failing', SILENT), ({ end }) => end !== 'nothing'),
    faults: faults.length,
    stops: seen.reduce((sum, { stops }) => sum + stops.length, 0),
    siblings: both(seen.map(({ window, stops }) => lateness(window.standings, window.badges, stops))),
    panel: both(seen.map(({ window, panel, stops }) => lateness(window.standings, panel, stops))),
    blocked: { tried: blocked.length, letThrough: blocked.filter((one) => booked(one) || one.sent).length },
    overrides: lost(tried, 'override', booked),
    proper: lost(tried, 'proper', booked),
    doubled: tried.filter((one) => one.sent > 1 || booked(one) > 1).length,
    missing: tried.flatMap((one) => {
      const uncounted = booked(one) > 0 && one.sent === 0 ? 'booked, and not seen on its way' : null
      const missing = one.missing ?? uncounted
      return missing ? [`${one.site}, ${one.order.purpose} by ${one.order.way}: ${missing}`] : []
    }),
  }
}
