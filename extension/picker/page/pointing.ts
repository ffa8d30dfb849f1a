import type { Asked, Target, Told } from '../types.ts'
import { Outline } from './outline.ts'
import { meant, point } from './point.ts'

/** Without being asked for so long the picker is gone, and the page belongs to its user again. Milliseconds. */
const LEASE = 8000
/** What belongs to a press that was taken, as its click, may come so long after its end. Milliseconds. */
const REST = 600

/** All that a press is made of: none of it reaches the page. */
const PRESS = [
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'click',
  'dblclick',
  'auxclick',
  'contextmenu',
  'touchstart',
  'touchend',
]
const KEYS = ['keydown', 'keyup', 'keypress']

const MOVES: Record<string, (at: Element) => Element | null> = {
  ArrowUp: (at) => at.parentElement,
  ArrowDown: (at) => at.firstElementChild,
  ArrowLeft: (at) => at.previousElementSibling,
  ArrowRight: (at) => at.nextElementSibling,
}

function swallow(event: Event): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}

/** One frame waiting to be pointed into. Only what a person does counts; a script can choose nothing. */
class Pointing {
  readonly token: number
  told: Told['pointed'] = null
  readonly #target: Target
  readonly #life = new AbortController()
  readonly #outline = new Outline()
  #at: Element | null = null
  #over = false
  #held = false

  constructor({ token, target }: NonNullable<Asked['armed']>) {
    this.token = token
    this.#target = target
    this.#listen(['pointermove'], (event) => this.#hover(event.target))
    this.#listen(PRESS, (event) => this.#press(event))
    this.#listen(KEYS, (event) => this.#key(event as KeyboardEvent))
    this.#listen(['scroll', 'resize'], () => this.#draw())
  }

  /** Points at nothing more; the rest of a press or key that was taken is still kept from the page. */
  stop(): void {
    this.#over = true
    this.#outline.hide()
    setTimeout(() => (this.#held ? this.stop() : this.#life.abort()), REST)
  }

  /** True where the event is of a press that was taken; another one is the page's again once pointing is over. */
  #takes({ type }: Event): boolean {
    const begins = type === 'pointerdown' || type === 'keydown'
    if (begins && this.#over) this.#life.abort()
    else if (begins) this.#held = true
    else if (type === 'pointerup' || type === 'keyup') this.#held = false
    return !(begins && this.#over)
  }

  #listen(types: string[], handle: (event: Event) => void): void {
    const trusted = (event: Event) => event.isTrusted && handle(event)
    const options = { capture: true, passive: false, signal: this.#life.signal }
    for (const type of types) window.addEventListener(type, trusted, options)
  }

  #hover(target: EventTarget | null): void {
    if (this.told || this.#over || !(target instanceof Element)) return
    this.#at = target.matches('iframe,frame') ? null : meant(target, this.#target)
    this.#draw()
  }

  #draw(): void {
    if (this.#at && !this.told && !this.#over) this.#outline.around(this.#at)
    else this.#outline.hide()
  }

  /** The rest of a press is swallowed too, until the picker says that it has got what was pointed at. */
  #press(event: Event): void {
    if (!this.#takes(event)) return
    swallow(event)
    if (event.type !== 'pointerdown') return
    this.#hover(event.target)
    this.#take()
  }

  #take(): void {
    if (this.told || !this.#at) return
    this.told = { token: this.token, made: point(this.#at, this.#target) }
    this.#outline.hide()
  }

  #key(event: KeyboardEvent): void {
    const { key, type } = event
    if (!(key in MOVES) && key !== 'Enter' && key !== 'Escape') return
    if (!this.#takes(event)) return
    swallow(event)
    if (type !== 'keydown' || this.told) return
    if (key === 'Enter') return this.#take()
    if (key === 'Escape') this.told = { token: this.token, made: null }
    else this.#move(key)
    this.#draw()
  }

  #move(key: string): void {
    const from = this.#at ?? document.activeElement ?? document.body
    const next = this.#at ? MOVES[key]?.(from) : from
    if (next && next !== document.documentElement) this.#at = next
    this.#at?.scrollIntoView({ block: 'nearest' })
  }
}

let pointing: Pointing | null = null
let lease: ReturnType<typeof setTimeout> | undefined

function stop(): void {
  pointing?.stop()
  pointing = null
}

/** Begins, goes on with or ends pointing, as the picker wants, and says what was pointed at. */
export function want(armed: Asked['armed']): Told['pointed'] {
  clearTimeout(lease)
  if (pointing && pointing.token !== armed?.token) stop()
  if (!armed) return null
  pointing ??= new Pointing(armed)
  lease = setTimeout(stop, LEASE)
  return pointing.told
}
