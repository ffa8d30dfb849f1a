import type { ActionKind } from '../../worker/contract/action.ts'
import { samePlace } from './glob.ts'
import { numberIn } from './shape.ts'
import type { Asked, Picked, Place, Pointed, Target, Told } from './types.ts'
import { type Visit, visitOf, withVisit } from './visits.ts'

/** What went wrong with the last pointing, or with the page altogether. */
export type Problem = 'no-number' | 'no-text' | 'no-way' | 'no-access' | 'no-tab'

export interface State {
  armed: Asked['armed']
  picks: Picked[]
  chosen: Record<number, number>
  acts: Record<number, { action: ActionKind; keys: string[] }>
  visits: Visit[]
  /** The visit of the page at hand; null where it shows nobody, or is still changing. */
  now: Visit | null
  /** What the frames of the tab said last. */
  frames: Told[]
  /** What was read last, and how often in a row: a page that is still changing is no visit. */
  steady: { read: string; times: number }
  /** Where the administrator took a number away that the picker had found. */
  declined: Place[]
  next: number
  problem: Problem | null
}

export const INITIAL: State = {
  armed: null,
  picks: [],
  chosen: {},
  acts: {},
  visits: [],
  now: null,
  frames: [],
  steady: { read: '', times: 0 },
  declined: [],
  next: 1,
  problem: null,
}

export type Event =
  | { type: 'taken-up'; state: State }
  | { type: 'point'; target: Target }
  | { type: 'cancel' }
  | { type: 'told'; frames: Told[] }
  | { type: 'failed'; problem: Problem }
  | { type: 'choose'; pick: number; way: number }
  | { type: 'remove'; pick: number }
  | { type: 'same-screen'; place: Place }
  | { type: 'act'; pick: number; action: ActionKind; keys: string[] }

/** A page that shows two numbers in two frames is changing over, unless it stays so for this many looks. */
const STEADY = 2
const STEADY_APART = 8

/** What pointing must have met to be of use. */
function problemOf(target: Target, { text, ways }: Pointed): Problem | null {
  if (target === 'number' && numberIn(text, false) === null) return 'no-number'
  if (target === 'name' && !text) return 'no-text'
  return ways.length ? null : 'no-way'
}

const isSeenNow = (frames: Told[], { id }: Picked): boolean =>
  frames.some(({ tried }) => tried[id]?.some(({ found }) => found > 0))

/** The screen of its address on which something already taught can be seen now, else a new one. */
function viewFor({ picks, frames }: State, { place }: Pointed): number {
  const here = picks.filter((pick) => samePlace(pick.place, place))
  const now = here.find((pick) => isSeenNow(frames, pick))
  return now?.view ?? Math.max(-1, ...here.map(({ view }) => view)) + 1
}

const sameWays = (a: Pointed, b: Pointed): boolean => JSON.stringify(a.ways[0]) === JSON.stringify(b.ways[0])

/** A screen has one number, one name and one box of a kind, but several boxes for remarks and several buttons. */
function replaces(made: Picked, old: Picked): boolean {
  if (made.target !== old.target || made.view !== old.view || !samePlace(made.place, old.place)) return false
  return made.target === 'field:remark' || made.target === 'press' ? sameWays(made, old) : true
}

function add(state: State, pointed: Pointed, target: Target, found: boolean): State {
  const made: Picked = { ...pointed, id: state.next, target, found, view: viewFor(state, pointed) }
  const picks = [...state.picks.filter((old) => !replaces(made, old)), made]
  return { ...state, picks, next: state.next + 1, problem: null, steady: INITIAL.steady }
}

function takePointed(state: State, frames: Told[]): State {
  const { armed } = state
  const answer = armed && frames.find(({ pointed }) => pointed?.token === armed.token)?.pointed
  if (!armed || !answer) return state
  const free = { ...state, armed: null }
  if (!answer.made) return free
  const problem = problemOf(armed.target, answer.made)
  return problem ? { ...free, problem } : add(free, answer.made, armed.target, false)
}

/** Screens with a button whose own number has not been pointed at: what they send must be the customer's who is shown. */
function unnumbered({ picks, declined }: State): Place[] {
  const has = (place: Place) =>
    picks.some((pick) => pick.target === 'number' && samePlace(pick.place, place)) ||
    declined.some((one) => samePlace(one, place))
  return picks.filter(({ target, place }) => target === 'press' && !has(place)).map(({ place }) => place)
}

function takeSought(state: State, frames: Told[]): State {
  const places = unnumbered(state)
  const sought = frames.flatMap(({ sought }) => sought ?? [])
  const found = sought.find(({ place }) => places.some((one) => samePlace(one, place)))
  return found ? add(state, found, 'number', true) : state
}

/** By pick, what its ways read in the frame that shows most of it. */
function triedIn(frames: Told[]): Visit['tried'] {
  const tried: Visit['tried'] = {}
  const worth = (all: { found: number }[] | undefined) => all?.filter(({ found }) => found > 0).length ?? -1
  for (const frame of frames)
    for (const [id, all] of Object.entries(frame.tried))
      if (worth(all) > worth(tried[Number(id)])) tried[Number(id)] = all
  return tried
}

/** What is not on this page at all is no failure of its ways: another screen may stand at the same address. */
function onPage(tried: Visit['tried'], picks: Picked[]): Visit['tried'] {
  const shown = picks.filter(({ id }) => tried[id]?.some(({ found }) => found > 0))
  const here = picks.filter((pick) =>
    shown.some((one) => samePlace(one.place, pick.place) && one.view === pick.view),
  )
  return Object.fromEntries(here.flatMap(({ id }) => (tried[id] ? [[id, tried[id]]] : [])))
}

function apart(tried: Visit['tried'], picks: Picked[]): boolean {
  const numbers = picks
    .filter(({ target }) => target === 'number')
    .flatMap(({ id, ways }) => numberIn(tried[id]?.[0]?.text ?? '', ways[0]?.whole ?? true) ?? [])
  return new Set(numbers).size > 1
}

function takeVisit(state: State, frames: Told[]): State {
  const tried = onPage(triedIn(frames), state.picks)
  const read = JSON.stringify(tried)
  const steady = { read, times: read === state.steady.read ? state.steady.times + 1 : 1 }
  const looked = { ...state, frames, steady, now: null }
  if (steady.times < (apart(tried, state.picks) ? STEADY_APART : STEADY)) return looked
  const visit = visitOf(state.visits, tried, state.picks, state.chosen)
  return visit ? { ...looked, now: visit, visits: withVisit(state.visits, visit) } : looked
}

/** What is known after something has happened. */
export function reduce(state: State, event: Event): State {
  switch (event.type) {
    case 'taken-up':
      return event.state
    case 'point':
      return {
        ...state,
        armed: { token: state.next, target: event.target },
        next: state.next + 1,
        problem: null,
      }
    case 'cancel':
      return { ...state, armed: null }
    case 'told':
      return takeVisit(
        takeSought(
          takePointed({ ...state, frames: event.frames, problem: lasting(state.problem) }, event.frames),
          event.frames,
        ),
        event.frames,
      )
    case 'failed':
      return { ...state, problem: event.problem, frames: [], now: null, armed: null }
    case 'choose':
      return { ...state, chosen: { ...state.chosen, [event.pick]: event.way } }
    case 'act':
      return { ...state, acts: { ...state.acts, [event.pick]: { action: event.action, keys: event.keys } } }
    case 'remove':
      return remove(state, event.pick)
    case 'same-screen':
      return sameScreen(state, event.place)
  }
}

/** An address that nothing was taught for, with number and name where the screen has them that is not here itself. */
export function offeredPlace({ frames, picks, now }: State): Place | null {
  const customer = picks.filter(({ target, found }) => !found && (target === 'number' || target === 'name'))
  const both = customer.length === 2 && !customer.some(({ id }) => now?.tried[id])
  const reads = (frame: Told) =>
    customer.every(({ id, place }) => {
      const [best] = frame.stray?.tried[id] ?? []
      return best?.found === 1 && best.text && place.host === frame.stray?.place.host
    })
  return (both && frames.find(reads)?.stray?.place) || null
}

/** The screen of the customer stands at one more address. */
function sameScreen(state: State, place: Place): State {
  const number = state.picks.find(({ target, found }) => target === 'number' && !found)
  const picks = state.picks.map((pick) =>
    number && samePlace(pick.place, number.place)
      ? { ...pick, place: { ...pick.place, globs: [...pick.place.globs, ...place.globs] } }
      : pick,
  )
  return { ...state, picks }
}

/** The page answers again; what was wrong with a pointing is still worth reading. */
const lasting = (problem: Problem | null): Problem | null =>
  problem === 'no-access' || problem === 'no-tab' ? null : problem

function remove(state: State, id: number): State {
  const gone = state.picks.find((pick) => pick.id === id)
  const picks = state.picks.filter((pick) => pick.id !== id)
  const declined = gone?.found ? [...state.declined, gone.place] : state.declined
  // Without anything to know customers by, earlier pages say nothing.
  const visits = picks.some(({ target }) => target === 'number' || target === 'name') ? state.visits : []
  return { ...state, picks, declined, visits }
}

/** What to ask of every frame now. */
export function askedOf(state: State, screens: Asked['screens']): Asked {
  const number = state.now?.number ?? ''
  return {
    armed: state.armed,
    picks: state.picks.map(({ id, place, target, ways }) => ({ id, place, target, ways })),
    seek: { number, places: unnumbered(state) },
    screens,
  }
}
