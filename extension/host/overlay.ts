import type { Placement } from '../../worker/contract/adapter.ts'
import type { Meddling, Offset } from '../messages.ts'
import { lockOver } from './locked.ts'

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

export const LAYER = 'fineline-layer'

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

export const isPiece = (element: Element): boolean => pieces.has(element)

/** Pieces that lie over this frame, the one on top last. */
export const shown = new Set<Overlay>()

/** The piece that an element is or lies in. */
export function pieceOf(element: Element): Overlay | undefined {
  const root = element.getRootNode()
  return pieces.get(root instanceof ShadowRoot ? root.host : element)
}

/** Gives the focus back to where it was: on the page, or on a piece of ours, which may have been drawn anew since. */
export function refocus(origin: HTMLElement | null): void {
  if (!origin?.matches(LAYER)) return origin?.focus({ preventScroll: true })
  const piece = origin.isConnected
    ? pieces.get(origin)
    : [...shown].find(({ kind }) => kind === 'badge' || kind === 'loose')
  piece?.root.querySelector('button')?.focus({ preventScroll: true })
}

/** What a page may set on a piece to hide, move or silence it; nothing else there has any effect. */
const TOUCHY = ['part', 'popover', 'inert']
/** How far the shadow of a piece falls, which counts as part of it. CSS pixels. */
const SHADOW = 24
/** How often a piece is put back in so many milliseconds: a page that goes on would only be slowed down. */
const MENDS = 3
const WITHIN = 10_000
/** What is out of sight for less may be on its way. Milliseconds. */
const LASTING = 800

/** Tells of each piece with buttons whether the agent sees all of it as we drew it. */
let eyes: IntersectionObserver | undefined
const watchSight = (host: Element): void => {
  eyes ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, isVisible } of entries as (IntersectionObserverEntry & {
        isVisible: boolean
      })[])
        pieces.get(target)?.sighted(isVisible || !isIntersecting)
    },
    { trackVisibility: true, delay: 100 } as IntersectionObserverInit,
  )
  eyes.observe(host)
}

/** A document without a window. */
let blank: Document | undefined

/**
 * An element of ours before the page can know of it. Made elsewhere, because a class that a page has defined for its
 * name would be given to it here, and such a class may open a closed root.
 */
function makeHost(): { host: HTMLElement; root: ShadowRoot } {
  blank ??= document.implementation.createHTMLDocument()
  const host = blank.createElement(LAYER)
  const root = host.attachShadow({ mode: 'closed' })
  document.adoptNode(host)
  return { host, root }
}

const middle = ({ left, top, width, height }: DOMRect): Element[] =>
  document.elementsFromPoint(left + width / 2, top + height / 2)

/**
 * One piece of ours over the page: a closed root in the top layer, tied to an element of the host by CSS
 * anchoring, so that nothing of the host moves and its styles do not reach in.
 */
export class Overlay {
  readonly #host: HTMLElement
  readonly kind: string
  readonly #own = new CSSStyleSheet()
  readonly #touched = new MutationObserver(() => this.#changed())
  #place: Place | null = null
  #offset: Offset = { x: 0, y: 0 }
  #part: string
  #aside = false
  #anchor: Element | null = null
  #home: Element | null = null
  #unseen: number | null = null
  readonly #meddled = new Set<Meddling>()
  /** When it was put back lately. */
  #mends: number[] = []
  readonly root: ShadowRoot

  /** True where one of that kind lies over this frame. */
  static shows(kind: string): boolean {
    return [...shown].some((one) => one.kind === kind)
  }

  constructor(kind: 'badge' | 'card' | 'stop' | 'loose' | 'notice', lang: string) {
    const { host, root } = makeHost()
    this.#host = host
    this.root = root
    this.kind = kind
    this.#part = kind
    host.lang = lang
    pieces.set(host, this)
    root.adoptedStyleSheets = [sheet, this.#own]
    this.#dress()
    this.#touched.observe(host, { attributeFilter: TOUCHY })
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
    this.#anchor = anchor
    this.#home = homeOf(anchor)
    this.#place = place ?? null
    if (place && place.side !== 'after') this.#at(place.side)
    this.#style()
    this.#open()
    if (this.root.querySelector('button')) watchSight(this.#host)
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
    this.#aside = Boolean(field && overlap(this.#host.getBoundingClientRect(), field))
    this.#style()
  }

  /** Told whether the agent sees all of it. */
  sighted(whole: boolean): void {
    this.#unseen = whole ? null : (this.#unseen ?? performance.now())
  }

  /** What the page does to it or has done; what it took away or covered is put back, a few times. */
  meddling(lasting = LASTING): Meddling[] {
    if (this.#taken()) {
      this.#meddled.add('removed')
      this.#again()
    }
    const unseen = this.#unseen !== null && performance.now() - this.#unseen > lasting
    const covered = unseen && !lockOver() && this.#covered()
    // What came to lie over it by chance lies under it then.
    return covered && !(lasting && this.#again()) ? [...this.#meddled, 'covered'] : [...this.#meddled]
  }

  /** True where what the agent presses is what the agent sees. */
  isPlain(): boolean {
    return !this.meddling(0).includes('covered')
  }

  hide(): void {
    shown.delete(this)
    eyes?.unobserve(this.#host)
    this.#touched.disconnect()
    this.#host.remove()
  }

  #open(): void {
    this.#home?.append(this.#host)
    this.#host.showPopover(this.#anchor ? { source: this.#anchor as HTMLElement } : {})
    shown.delete(this)
    shown.add(this)
    lockOver()?.raise()
  }

  /** Gone, though what it lay in is still there. */
  #taken(): boolean {
    const home = this.#home
    const there = home === document.documentElement || home?.matches('dialog:modal')
    return Boolean(there && !(this.#host.isConnected && this.#host.matches(':popover-open')))
  }

  /** Out of sight, though it need not be: its place was not scrolled away, and it is no piece of ours that lies over it. */
  #covered(): boolean {
    if (this.#aside) return false
    const over = middle(this.#host.getBoundingClientRect())
    if (over.includes(this.#host)) {
      const ours = over[0] !== undefined && pieces.has(over[0])
      return !(ours && this.#underOurs())
    }
    const anchor = this.#anchor
    return anchor !== null && middle(anchor.getBoundingClientRect()).some((one) => anchor.contains(one))
  }

  /** Only what came to the top after it can lie over it. */
  #underOurs(): boolean {
    const all = [...shown]
    const box = this.#host.getBoundingClientRect()
    return all.slice(all.indexOf(this) + 1).some((one) => overlap(box, one.#reach()))
  }

  /** As far as its shadow falls; badges throw none. */
  #reach(): DOMRect {
    const { x, y, width, height } = this.#host.getBoundingClientRect()
    const by = this.kind === 'badge' || this.kind === 'loose' ? 0 : SHADOW
    return new DOMRect(x - by, y - by, width + 2 * by, height + 2 * by)
  }

  /** True where it may be put back once more. */
  #mend(): boolean {
    const now = performance.now()
    this.#mends = this.#mends.filter((at) => now - at < WITHIN)
    return this.#mends.length < MENDS && this.#mends.push(now) > 0
  }

  /** Into its place, over what lies there, with the focus where it was; false where that was in vain too often. */
  #again(): boolean {
    if (!this.#mend()) return false
    const { activeElement } = this.root
    if (this.#host.matches(':popover-open')) this.#host.hidePopover()
    this.#open()
    if (activeElement instanceof HTMLElement) activeElement.focus({ preventScroll: true })
    return true
  }

  #changed(): void {
    this.#meddled.add('changed')
    if (this.#mend()) this.#dress()
  }

  #dress(): void {
    this.#host.setAttribute('part', this.#part)
    this.#host.popover = 'manual'
    this.#host.inert = false
    this.#touched.takeRecords()
  }

  #at(spot: string): DOMRect {
    this.#part = `${this.kind} ${spot}`
    this.#host.setAttribute('part', this.#part)
    this.#touched.takeRecords()
    return this.#host.getBoundingClientRect()
  }

  /** Below its anchor where there is room, else above, else wherever all of it can be seen in this frame. */
  #fit(anchor: Element): void {
    const { top, bottom, height } = this.#host.getBoundingClientRect()
    if (top >= 0 && bottom <= window.innerHeight - MARGIN) return
    const above = anchor.getBoundingClientRect().top - height > 2 * MARGIN
    this.#at(above ? 'above' : 'low')
  }

  #style(): void {
    const { x, y } = this.#place ?? { x: 0, y: 0 }
    const moved = `translate: ${this.#offset.x}px ${this.#offset.y}px !important`
    const aside = this.#aside ? '; visibility: hidden !important' : ''
    this.#own.replaceSync(`:host { --x: ${x}px !important; --y: ${y}px !important; ${moved}${aside} }`)
  }
}
