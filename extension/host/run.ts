import type { Screen } from '../../worker/contract/adapter.ts'
import { arrange, arranges } from '../arrangement.ts'
import { features } from '../features/registry.ts'
import { type Arrangement, type Doing, type FromPage, NATURAL, type ToPage } from '../messages.ts'
import type { Channel } from './channel.ts'
import {
  type Binding,
  customerElements,
  type Frame,
  readBinding,
  readFields,
  readsBeside,
  type Seen,
  type Setup,
  sameSeen,
  stillSeen,
} from './frame.ts'
import { type Hands, watchHands } from './hands.ts'
import { stepsSeen } from './health.ts'
import { matchScreen } from './screen.ts'
import { keepWatch } from './sentinel.ts'
import { soundScreens, takesSelector } from './sound.ts'
import { watch } from './watch.ts'

/** What stands for less is a page under way, and is not counted. Milliseconds. */
const STOOD = 1000
/** Between looks at a frame beside, of whose changes nothing is told here. Milliseconds. */
const FRAME = 16

/** A page still being built has not failed to show a number. */
const tooEarly = (seen: Seen): boolean =>
  document.readyState === 'loading' && seen.reading?.text === null && !seen.rows.length

/** Goes on from run to run: what was said to one before is of none after it. */
let generation = 0

/** One frame that an adapter speaks of: looks, binds, tells the background, and lets the features show. */
export class FrameRun implements Frame {
  readonly words
  readonly lang
  readonly failMode
  readonly #screens: Screen[]
  readonly #channel: Channel
  readonly #bind: ((binding: Binding) => void)[] = []
  readonly #release: (() => void)[] = []
  readonly #messages: ((message: ToPage) => void)[] = []
  readonly #looks: (() => void)[] = []
  readonly #typed: (() => void)[] = []
  readonly #lines: ((stands: boolean) => void)[] = []
  readonly #hands: Hands
  #arrangement: Arrangement = NATURAL
  /** How often the agent's hand arranged something since the line stands. */
  #arranged = 0
  #bound: Binding | null = null
  #waiting = false
  #beside: ReturnType<typeof setInterval> | undefined
  readonly #attend: (elements: Element[]) => void
  #standing: ReturnType<typeof setTimeout> | undefined

  constructor(setup: Setup, channel: Channel, signal: AbortSignal) {
    this.#screens = soundScreens(setup.screens, takesSelector)
    this.#channel = channel
    const off = new Set<string>(setup.off)
    this.words = setup.words
    this.lang = setup.lang
    this.#hands = watchHands(window, (busy) => this.send({ type: 'hands', busy }), signal)
    this.failMode = setup.failMode
    for (const feature of features) if (!off.has(feature.id)) feature.mount(this, signal)
    signal.addEventListener('abort', () => {
      clearTimeout(this.#standing)
      this.#letGo()
    })
    this.#attend = watch(
      document,
      { look: () => this.#changed(), glance: this.#glance, typed: () => this.#hearTyping() },
      signal,
    )
    const sentinel = keepWatch(
      this.words.signs,
      {
        tell: (what) => this.send({ type: 'meddled', what }),
        openPanel: () => this.send({ type: 'open-panel' }),
      },
      signal,
    )
    this.onLook(sentinel.stir)
    this.onLine((stands) => stands && sentinel.again())
    this.#count()
    this.look()
  }

  binding = (): Binding | null => this.#bound
  send = (message: Exclude<FromPage, Doing>): void => this.#channel.send(message)
  tell = (doing: Doing): void => {
    if (arranges(doing)) {
      this.#arrangement = arrange(this.#arrangement, doing)
      this.#arranged += 1
    }
    this.#channel.tell(doing)
  }
  onBind = (handler: (binding: Binding) => void): unknown => this.#bind.push(handler)
  onRelease = (handler: () => void): unknown => this.#release.push(handler)
  onMessage = (handler: (message: ToPage) => void): unknown => this.#messages.push(handler)
  onLook = (handler: () => void): unknown => this.#looks.push(handler)
  onTyped = (handler: () => void): unknown => this.#typed.push(handler)
  onLine = (handler: (stands: boolean) => void): unknown => this.#lines.push(handler)
  busy = (): boolean => this.#hands.busy()
  readFields = (): Record<string, string> =>
    this.#bound ? readFields(document, this.#bound.screen.fields) : {}

  get arrangement(): Arrangement {
    return this.#arrangement
  }

  receive(message: ToPage): void {
    if (message.type === 'arrange') {
      // The agent's hand has gone on since: what it did last is still under way.
      if (message.arranged < this.#arranged) return
      this.#arranged = message.arranged
      this.#arrangement = message.arrangement
    }
    for (const handler of this.#messages) handler(message)
  }

  /** After a reconnection: the background may be another one. */
  resume(): void {
    this.#arranged = this.#channel.undone.filter(arranges).length
    this.#report()
    this.tellLine(true)
  }

  /** Without a line the background hears of no change here, and cannot tell of one elsewhere. */
  tellLine(stands: boolean): void {
    for (const handler of this.#lines) handler(stands)
  }

  /** Says to the background what the frame shows, hands first: on every binding and after every reconnection. */
  #report(): void {
    const bound = this.#bound
    const reading = bound?.reading
    const screen = bound?.screen.id ?? ''
    const [number, unread] = [reading?.text ?? null, reading?.unread ?? null]
    this.send({ type: 'hands', busy: this.#hands.busy() })
    this.send({ type: 'reading', generation, screen, number, unread })
    if (!bound?.rows.length) return
    this.send({ type: 'rows', generation, screen, numbers: bound.rows.map((row) => row.number) })
  }

  look = (): void => {
    this.#waiting = false
    if (!this.#channel.stands()) return
    const screen = matchScreen(document, this.#screens)
    const seen = screen && readBinding(document, screen)
    if (this.#bound && seen && sameSeen(this.#bound, seen)) return this.#redraw(seen)
    const before = this.#bound
    this.#letGo()
    if (seen && !tooEarly(seen)) this.#bindTo(seen)
    else if (before) this.#leave()
  }

  #glance = (): void => {
    if (this.#channel.stands() && this.#bound && !stillSeen(document, this.#bound)) this.look()
  }

  /** What was typed may be the number itself. */
  #hearTyping(): void {
    this.#glance()
    if (this.#bound) for (const handler of this.#typed) handler()
  }

  /** While a document is being built there is nothing to withdraw: one look an animation frame is enough. */
  #changed(): void {
    if (this.#bound) return this.look()
    if (this.#waiting) return
    this.#waiting = true
    requestAnimationFrame(this.look)
  }

  /** The same customer; where the host drew the name anew, what is shown moves there. */
  #redraw(seen: Seen): void {
    if (this.#bound && this.#bound.anchor !== seen.anchor) {
      this.#bound = { ...this.#bound, ...seen }
      this.#attend(customerElements(document, seen.screen))
      this.#tellBound(this.#bound)
    }
    for (const handler of this.#looks) handler()
  }

  #letGo(): void {
    clearInterval(this.#beside)
    if (this.#bound) for (const handler of this.#release) handler()
    this.#bound = null
  }

  #leave(): void {
    generation += 1
    this.#report()
    this.#count()
  }

  /** Tells once a generation how its steps fared, when it has stood and the page is there. */
  #count(): void {
    clearTimeout(this.#standing)
    this.#standing = setTimeout(() => {
      if (document.readyState !== 'complete') return this.#count()
      const steps = stepsSeen(document, this.#screens, this.#bound)
      if (steps.length) this.send({ type: 'health', generation, steps })
    }, STOOD)
  }

  #bindTo(seen: Seen): void {
    generation += 1
    this.#bound = { ...seen, generation }
    this.#attend(customerElements(document, seen.screen))
    if (readsBeside(seen.screen)) this.#beside = setInterval(this.#glance, FRAME)
    this.#report()
    this.#count()
    this.#tellBound(this.#bound)
  }

  #tellBound(binding: Binding): void {
    for (const handler of this.#bind) handler(binding)
  }
}
