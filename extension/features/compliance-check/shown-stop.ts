import { keepKeys } from '../../host/dom.ts'
import type { Attempt } from '../../host/guard.ts'
import { Overlay } from '../../host/overlay.ts'
import type { StopView } from '../../views.ts'
import { type DrawnStop, drawStop } from './stop.ts'
import type { Question } from './verdicts.ts'

/** A second Enter, or the second half of a double click, meant the CRM's button and not ours. Milliseconds. */
const UNREAD = 400

/** What a stop on the page holds back, and why. */
export interface Stopped {
  attempt: Attempt
  /** Exactly what was judged; null where nobody answered. */
  question: Question | null
  view: StopView
}

/** The ways on from a stop. */
export interface WaysOn {
  back(): void
  override(reasonId: string, reasonText: string): void
}

/** Presses nobody can have meant yet do nothing. A single press of the mouse was aimed. */
function ignoreUnread(element: HTMLElement): void {
  const until = performance.now() + UNREAD
  const ignore = (event: Event) => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  element.addEventListener(
    'click',
    (event) => event.detail !== 1 && performance.now() < until && ignore(event),
    true,
  )
}

/** The stop at the button. */
export class ShownStop {
  readonly attempt: Attempt
  readonly view: StopView
  /** The fields the message speaks of: they may change as long as the same is to be said of them. */
  question: Question | null
  readonly #overlay: Overlay
  readonly #drawn: DrawnStop
  readonly #origin: HTMLElement

  /** @param before the stop that stood there until now: the agent was elsewhere before that one */
  constructor({ attempt, question, view }: Stopped, lang: string, ways: WaysOn, before: ShownStop | null) {
    const { activeElement } = document
    const inField = activeElement instanceof HTMLElement && activeElement !== document.body
    this.#origin = before ? before.#origin : inField ? activeElement : attempt.at
    before?.hide()
    this.attempt = attempt
    this.question = question
    this.view = view
    this.#overlay = new Overlay('stop', lang)
    this.#drawn = drawStop(view, ways)
    const { element } = this.#drawn
    this.#overlay.root.append(element)
    ignoreUnread(element)
    keepKeys(element, (event) => this.#onKey(event, ways))
    this.#overlay.show(attempt.at)
    element.querySelector<HTMLElement>('.primary')?.focus({ preventScroll: true })
  }

  #onKey(event: KeyboardEvent, { back }: WaysOn): void {
    if (event.key === 'Escape') back()
    // A key held down meant what had the focus before.
    else if (event.repeat && this.#overlay.root.activeElement instanceof HTMLButtonElement) {
      event.preventDefault()
    }
  }

  says(view: StopView): boolean {
    return JSON.stringify(this.view) === JSON.stringify(view)
  }

  /** Says why a reason was not taken. */
  problem(text: string): void {
    this.#drawn.problem(text)
  }

  /** Goes, and the agent is back where they were. */
  leave(): void {
    this.hide()
    const to = this.#origin.isConnected ? this.#origin : this.attempt.at
    to.focus({ preventScroll: true })
  }

  hide(): void {
    this.#overlay.hide()
  }
}
