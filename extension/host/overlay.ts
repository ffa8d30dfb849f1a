import type { Placement } from '../../worker/contract/adapter.ts'
import type { Offset } from '../messages.ts'

/** Offsets in CSS pixels from the anchor's top left corner, the room there is, and on which side of the anchor. */
export interface Place {
  x: number
  y: number
  room: number
  side: Placement
}

const GAP = 6
const BADGE_HEIGHT = 20
const WIDEST = 200
/** From the edge of the frame. */
const MARGIN = 8
/** Room for the mark alone. */
const NARROWEST = 24

/** Where a card may lie, in the order of choice: below its anchor, above it, at the foot of the frame, in the corners. */
const CORNERS = ['corner', 'corner low']
const SPOTS = ['', 'above', 'low', ...CORNERS]

/** What an agent may be typing in. */
const FIELDS = 'input, textarea, select, [contenteditable]'
/** The whole of a frame, which knows more than can be seen from here. */
const FRAMES = 'iframe, frame'

function inUse(kinds: string): DOMRect | undefined {
  const { activeElement } = document
  return activeElement?.matches(kinds) ? activeElement.getBoundingClientRect() : undefined
}

const inside = ({ left, top, right, bottom }: DOMRect): boolean =>
  left >= 0 && top >= 0 && right <= window.innerWidth && bottom <= window.innerHeight

const overlap = (a: DOMRect, b: DOMRect): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

const between = (value: number, least: number, most: number): number =>
  Math.round(Math.max(least, Math.min(most, value)))

/** An offset that keeps a piece in sight along one axis; where its own place was scrolled away, it is not fetched back. */
const within = (to: number, now: number, start: number, end: number, size: number): number =>
  end < now || start > now + size ? to : now + between(to - now, -start, size - end)

const LAYER = 'fineline-layer'

/** Constructed once a frame, shared by all roots; constructed sheets raise no CSP violation. */
const sheet = new CSSStyleSheet()

/** To be called with the rules before anything is shown. */
export const applySheet = (rules: string): unknown => sheet.replaceSync(rules)

/** Outside an open modal dialog everything is inert, the top layer too. */
const homeOf = (anchor: Element | null): Element =>
  anchor?.closest('dialog:modal') ?? document.documentElement

/** A rectangle of the window in the lengths of what lies in `home`, which the page may show larger or smaller. */
function lengthsIn(home: Element, { x, y, width, height }: DOMRectReadOnly): DOMRectReadOnly {
  const zoom = home.currentCSSZoom
  return new DOMRectReadOnly(x / zoom, y / zoom, width / zoom, height / zoom)
}

/** Room on a side of the anchor where no words of the page need to be minded. */
function placeAround(box: DOMRectReadOnly, side: Placement, width: number): Place {
  const room = side === 'before' ? box.left - GAP : width - box.left
  return { x: 0, y: (box.height - BADGE_HEIGHT) / 2, room: Math.max(NARROWEST, Math.min(WIDEST, room)), side }
}

/** Where text ends inside an element, so that a badge stands beside the words and not over the next cell. */
export function placeBeside(anchor: Element, side: Placement = 'after'): Place {
  const home = homeOf(anchor)
  const box = lengthsIn(home, anchor.getBoundingClientRect())
  const { width } = lengthsIn(home, new DOMRectReadOnly(0, 0, window.innerWidth))
  if (side !== 'after') return placeAround(box, side, width)
  const range = document.createRange()
  range.selectNodeContents(anchor)
  const last = [...range.getClientRects()].findLast((rect) => rect.width > 0)
  const text = last ? lengthsIn(home, last) : box
  const cell = anchor.closest('td,th')?.getBoundingClientRect()
  const limit = cell ? lengthsIn(home, cell).right : width
  const x = text.right - box.left + GAP
  const free = Math.min(limit, width) - text.right - GAP
  return {
    x: free < NARROWEST ? x + free - NARROWEST : x,
    y: text.top - box.top + (text.height - BADGE_HEIGHT) / 2,
    room: Math.max(NARROWEST, Math.min(WIDEST, free)),
    side,
  }
}

/** Pieces by the element that carries each. */
const pieces = new WeakMap<Element, Overlay>()

/** Gives the focus back to where it was: on the page, or on a piece of ours, which may have been drawn anew since. */
export function refocus(origin: HTMLElement | null): void {
  if (!origin?.matches(LAYER)) return origin?.focus({ preventScroll: true })
  const now = origin.isConnected ? origin : document.querySelector(`${LAYER}[part~=badge]`)
  const piece = now && pieces.get(now)
  piece?.root.querySelector('button')?.focus({ preventScroll: true })
}

/**
 * One piece of ours over the page: a closed root in the top layer, tied to an element of the host by CSS
 * anchoring, so that nothing of the host moves and its styles do not reach in.
 */
export class Overlay {
  readonly #host: HTMLElement
  readonly #kind: string
  readonly #own = new CSSStyleSheet()
  #place: Place | null = null
  #offset: Offset = { x: 0, y: 0 }
  readonly root: ShadowRoot

  /** True where one of that kind lies over this frame. */
  static shows(kind: string): boolean {
    return document.querySelector(`${LAYER}[part~="${kind}"]`) !== null
  }

  constructor(kind: 'badge' | 'card' | 'stop' | 'loose' | 'notice', lang: string) {
    this.#host = document.createElement(LAYER)
    this.#host.popover = 'manual'
    this.#host.lang = lang
    this.#kind = kind
    this.#host.setAttribute('part', kind)
    this.root = this.#host.attachShadow({ mode: 'closed' })
    pieces.set(this.#host, this)
    this.root.adoptedStyleSheets = [sheet, this.#own]
  }

  /** How far it lies from its own place. */
  get offset(): Offset {
    return this.#offset
  }

  /** Moves it so far from its own place, though never out of this frame. */
  moveTo(to: Offset): void {
    const { left, top, right, bottom } = this.#host.getBoundingClientRect()
    const { x, y } = this.#offset
    this.#offset = {
      x: within(to.x, x, left, right, window.innerWidth),
      y: within(to.y, y, top, bottom, window.innerHeight),
    }
    this.#style()
  }

  /** Puts the overlay at its anchor (none: in the corner of the window). */
  show(anchor: Element | null, place?: Place): void {
    if (place && place.side !== 'after') this.#host.setAttribute('part', `${this.#kind} ${place.side}`)
    this.#place = place ?? null
    this.#style()
    homeOf(anchor).append(this.#host)
    this.#host.showPopover(anchor ? { source: anchor as HTMLElement } : {})
    if (!anchor || place) return
    // At once, so that nobody presses where it was; and again where it grows because more is asked for.
    this.#fit(anchor)
    new ResizeObserver(() => this.#fit(anchor)).observe(this.#host)
  }

  /** Moves to the first spot that can be seen whole and leaves the field in use free; stays where it does already. */
  settle(anchor: Element | null): void {
    const field = inUse(`${FIELDS}, ${FRAMES}`)
    const free = (box: DOMRect) => !field || !overlap(box, field)
    const now = this.#host.getBoundingClientRect()
    if (inside(now) && free(now)) return
    const spots = anchor && inside(anchor.getBoundingClientRect()) ? SPOTS : CORNERS
    const boxes = spots.map((spot) => ({ spot, box: this.#at(spot) }))
    const best = boxes.find(({ box }) => inside(box) && free(box)) ?? boxes.find(({ box }) => free(box))
    this.#at(best?.spot ?? '')
  }

  /** Goes out of the way of the field in use while it lies over it. */
  stepAside(): void {
    const field = inUse(FIELDS)
    this.#host.toggleAttribute('hidden', Boolean(field && overlap(this.#host.getBoundingClientRect(), field)))
  }

  #at(spot: string): DOMRect {
    this.#host.setAttribute('part', `${this.#kind} ${spot}`)
    return this.#host.getBoundingClientRect()
  }

  /** Below its anchor where there is room, else above, else wherever all of it can be seen in this frame. */
  #fit(anchor: Element): void {
    const { top, bottom, height } = this.#host.getBoundingClientRect()
    if (top >= 0 && bottom <= window.innerHeight - MARGIN) return
    const above = anchor.getBoundingClientRect().top - height > 2 * MARGIN
    this.#at(above ? 'above' : 'low')
  }

  hide(): void {
    this.#host.remove()
  }

  #style(): void {
    const { x, y } = this.#place ?? { x: 0, y: 0 }
    const moved = `translate: ${this.#offset.x}px ${this.#offset.y}px !important`
    this.#own.replaceSync(`:host { --x: ${x}px !important; --y: ${y}px !important; ${moved} }`)
  }
}
