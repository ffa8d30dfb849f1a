import { keepKeys } from '../../host/dom.ts'
import type { Attempt } from '../../host/guard.ts'
import { Overlay } from '../../host/overlay.ts'
import type { StopView } from '../../views.ts'
import { type DrawnStop, drawStop } from './stop.ts'
import type { Question } from './verdicts.ts'

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

/** The stop at the button. */
export class ShownStop {
  readonly attempt: Attempt
  readonly view: StopView
  /** The fields the message speaks of: they may change as long as the same is to be said of them. */
  question: Question | null
  readonly #overlay: Overlay
  readonly #drawn: DrawnStop

  constructor({ attempt, question, view }: Stopped, lang: string, ways: WaysOn) {
    this.attempt = attempt
    this.question = question
    this.view = view
    this.#overlay = new Overlay('stop', lang)
    this.#drawn = drawStop(view, ways)
    const { element } = this.#drawn
    this.#overlay.root.append(element)
    keepKeys(element, (event) => event.key === 'Escape' && ways.back())
    this.#overlay.show(attempt.at)
    element.querySelector<HTMLElement>('.primary')?.focus({ preventScroll: true })
  }

  says(view: StopView): boolean {
    return JSON.stringify(this.view) === JSON.stringify(view)
  }

  /** Says why a reason was not taken. */
  problem(text: string): void {
    this.#drawn.problem(text)
  }

  hide(): void {
    this.#overlay.hide()
  }
}
