import type { Unread } from '../messages.ts'
import { numberIn } from './shape.ts'
import type { Picked, Tried, Way } from './types.ts'

/** One customer's page on which every way was tried. Kept in memory of the picker alone. */
export interface Visit {
  number: string | null
  name: string
  /** By pick, in the order of its ways; what was not on this page is not here. */
  tried: Record<number, Tried[]>
}

/** Why a way does not do on a page: what Fineline would say there, or that it reads somebody else. */
export type Failure = Unread | 'other-number' | 'same-number'

const READ_WRONG: readonly Failure[] = ['other-number', 'same-number']

/** True where a way reads a number that is another customer's: it must never be used. */
export const isHarm = (failure: Failure | null): boolean => failure !== null && READ_WRONG.includes(failure)

const read = (visit: Visit, pick: Picked, at: number): string | null =>
  visit.tried[pick.id]?.[at]?.text ?? null

/** A number that stands beside two names is one of them only. */
const isOfAnother = (visits: Visit[], visit: Visit, pick: Picked, at: number): boolean =>
  visits.some(
    (other) =>
      other.name !== visit.name &&
      other.name &&
      visit.name &&
      read(other, pick, at) === read(visit, pick, at),
  )

function numberFailure(visits: Visit[], visit: Visit, pick: Picked, at: number, way: Way): Failure | null {
  const { text, unread } = visit.tried[pick.id]?.[at] ?? { text: null, unread: null }
  if (text === null) return unread ?? 'no-element'
  const number = numberIn(text, way.whole)
  if (number === null) return 'not-a-number'
  if (visit.number !== null && number !== visit.number) return 'other-number'
  return isOfAnother(visits, visit, pick, at) ? 'same-number' : null
}

function placeFailure({ found, text }: Tried, mayBeEmpty: boolean): Failure | null {
  if (found === 0) return 'no-element'
  if (found > 1) return 'ambiguous'
  return mayBeEmpty || text ? null : 'empty'
}

/** How one way did on one page; null where it did well, undefined where what it looks for is not on that page. */
export function failureOf(
  visits: Visit[],
  visit: Visit,
  pick: Picked,
  at: number,
): Failure | null | undefined {
  const tried = visit.tried[pick.id]?.[at]
  const way = pick.ways[at]
  if (!tried || !way) return undefined
  if (pick.target === 'number') return numberFailure(visits, visit, pick, at, way)
  return placeFailure(tried, pick.target !== 'name')
}

/** How one way did over all pages: `fails` holds the page, counted from 0, and why. */
export interface Trial {
  ok: number
  fails: { page: number; why: Failure }[]
}

export function recordOf(visits: Visit[], pick: Picked, at: number): Trial {
  const record: Trial = { ok: 0, fails: [] }
  for (const [page, visit] of visits.entries()) {
    const why = failureOf(visits, visit, pick, at)
    if (why === null) record.ok += 1
    else if (why !== undefined) record.fails.push({ page, why })
  }
  return record
}

/** The ways of a pick, the best first: what the administrator chose, then those that failed least, then the steadiest. */
export function ranked(visits: Visit[], pick: Picked, chosen: number | undefined): number[] {
  const fails = pick.ways.map((_, at) => recordOf(visits, pick, at).fails.length)
  const before = (at: number): number => (at === chosen ? -1 : (fails[at] ?? 0))
  return pick.ways.map((_, at) => at).toSorted((a, b) => before(a) - before(b) || a - b)
}

/** Share of the pages on which the chosen ways read number and name; `fails` says where they did not, and why. */
export interface Health {
  ok: number
  total: number
  fails: { page: number; pick: Picked; why: Failure }[]
}

export function healthOf(visits: Visit[], picks: Picked[], chosen: Record<number, number>): Health {
  const customer = picks.filter(({ target }) => target === 'number' || target === 'name')
  const fails = visits.flatMap((visit, page) =>
    customer.flatMap((pick) => {
      const why = failureOf(visits, visit, pick, ranked(visits, pick, chosen[pick.id])[0] ?? 0)
      return why ? [{ page, pick, why }] : []
    }),
  )
  const failed = new Set(fails.map(({ page }) => page))
  return { ok: visits.length - failed.size, total: visits.length, fails }
}

/** Whose page this is: the number that the first pick reads, by its best way that reads any. */
function numberOn(visits: Visit[], tried: Visit['tried'], picks: Picked[], chosen: Record<number, number>) {
  for (const pick of picks
    .filter(({ target }) => target === 'number')
    .toSorted((a, b) => Number(a.found) - Number(b.found)))
    for (const at of ranked(visits, pick, chosen[pick.id])) {
      const number = numberIn(tried[pick.id]?.[at]?.text ?? '', pick.ways[at]?.whole ?? true)
      if (number) return number
    }
  return null
}

function nameOn(tried: Visit['tried'], picks: Picked[]): string {
  const names = picks.filter(({ target }) => target === 'name')
  return names.flatMap(({ id }) => tried[id] ?? []).find(({ text }) => text)?.text ?? ''
}

/** What the page at hand shows, as a visit; null where nobody is on it. */
export function visitOf(
  visits: Visit[],
  tried: Visit['tried'],
  picks: Picked[],
  chosen: Record<number, number>,
): Visit | null {
  const [number, name] = [numberOn(visits, tried, picks, chosen), nameOn(tried, picks)]
  return number || name ? { number, name, tried } : null
}

/** The same page as before: looked at again, or what was still missing has come. */
const isSame = (a: Visit, b: Visit): boolean =>
  (a.number === b.number && (a.name === b.name || !a.name || !b.name)) ||
  (a.name !== '' && a.name === b.name && (a.number === null || b.number === null))

/** The visits with one more, or with what is known of a page brought up to date. */
export function withVisit(visits: Visit[], visit: Visit): Visit[] {
  const at = visits.findIndex((one) => isSame(one, visit))
  if (at < 0) return [...visits, visit]
  return visits.with(at, { ...visit, tried: { ...visits[at]?.tried, ...visit.tried } })
}
