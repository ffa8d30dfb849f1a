import type { Guard } from '../../../worker/contract/adapter.ts'
import { keepKeys } from '../../host/dom.ts'
import type { Frame } from '../../host/frame.ts'
import { type Attempt, watchGuards } from '../../host/guard.ts'
import { Overlay } from '../../host/overlay.ts'
import type { ToPage } from '../../messages.ts'
import type { StopView } from '../../views.ts'
import type { Feature } from '../feature.ts'
import { OnePass } from './pass.ts'
import { type DrawnStop, drawStop } from './stop.ts'
import { Verdicts } from './verdicts.ts'

/** How long a pressed action is held for its verdict before it counts as not checked. Milliseconds. */
const HOLD = 1500

/** Stops a guarded action before the CRM gets it, or lets it pass as if nobody had looked. */
class ActionGuard {
  readonly #frame: Frame
  readonly #verdicts = new Verdicts()
  readonly #pass = new OnePass()
  #asking = false
  #held: { attempt: Attempt; timer: ReturnType<typeof setTimeout> } | null = null
  #shown: { overlay: Overlay; drawn: DrawnStop; attempt: Attempt; view: string } | null = null

  constructor(frame: Frame, signal: AbortSignal) {
    this.#frame = frame
    watchGuards(
      () => frame.binding()?.screen.guards ?? [],
      (attempt) => this.#decide(attempt),
      signal,
    )
  }

  /** Asks for every guarded action of the screen whose fields have changed, once an animation frame at most. */
  askSoon(): void {
    if (this.#asking || !this.#frame.binding()?.screen.guards.length) return
    this.#asking = true
    requestAnimationFrame(() => {
      this.#asking = false
      this.#askAll()
    })
  }

  #askAll(): void {
    for (const guard of this.#frame.binding()?.screen.guards ?? []) this.#ask(guard)
  }

  /** Whatever was known is asked for again: a background that has forgotten the question cannot amend its answer. */
  resume(): void {
    this.#verdicts.forget()
    this.#askAll()
  }

  clear(): void {
    this.#hide()
    this.#release()
    this.#pass.revoke()
    this.#verdicts.forget()
  }

  receive(message: ToPage): void {
    if (message.type === 'verdict') this.#answered(message)
    else if (message.type === 'withdraw') this.#customerLeft()
    else if (message.type === 'override-result') this.#overridden(message)
  }

  /** The customer of a sibling frame moved on: what stands at the button was about the one before. */
  #customerLeft(): void {
    this.#hide()
    this.#pass.revoke()
  }

  #ask({ id: guardId, action: kind }: Guard): string {
    const generation = this.#frame.binding()?.generation ?? 0
    const fields = this.#frame.readFields()
    const text = JSON.stringify(fields)
    const sequence = this.#verdicts.ask(guardId, generation, text)
    if (sequence !== null) this.#frame.send({ type: 'fields', generation, sequence, guardId, kind, fields })
    return text
  }

  #decide(attempt: Attempt): void {
    this.#frame.look()
    const generation = this.#frame.binding()?.generation ?? 0
    const { id } = attempt.guard
    const fields = this.#ask(attempt.guard)
    if (this.#pass.take(id, generation, fields, attempt.stage, performance.now())) return
    const stop = this.#verdicts.of(id, generation, fields)
    if (stop === null) return
    attempt.stop()
    if (stop) this.#show(attempt, stop)
    else this.#hold(attempt)
  }

  /** The verdict is on its way: the action waits for it, and goes on by itself where nothing is wrong. */
  #hold(attempt: Attempt): void {
    this.#release()
    const timer = setTimeout(() => {
      this.#held = null
      this.#show(attempt, notAnswered(this.#frame))
    }, HOLD)
    this.#held = { attempt, timer }
  }

  #release(): Attempt | null {
    const held = this.#held
    if (held) clearTimeout(held.timer)
    this.#held = null
    return held?.attempt ?? null
  }

  #answered(message: Extract<ToPage, { type: 'verdict' }>): void {
    const { guardId, generation, sequence, stop } = message
    if (!this.#verdicts.answer(guardId, generation, sequence, stop)) return
    this.#amend(guardId, stop)
    if (this.#held?.attempt.guard.id !== guardId) return
    const attempt = this.#release()
    if (attempt && stop) this.#show(attempt, stop)
    else attempt?.again()
  }

  /** What stands at the button follows its verdict: a step was done elsewhere, and the action may be tried again. */
  #amend(guardId: string, stop: StopView | null): void {
    const shown = this.#shown
    if (shown?.attempt.guard.id !== guardId || shown.view === JSON.stringify(stop)) return
    if (stop) return this.#draw(shown.attempt, stop)
    this.#hide()
    shown.attempt.at.focus({ preventScroll: true })
  }

  #show(attempt: Attempt, view: StopView): void {
    this.#draw(attempt, view)
    const generation = this.#frame.binding()?.generation ?? 0
    this.#frame.send({ type: 'stopped', generation, checkIds: view.checkIds })
  }

  #draw(attempt: Attempt, view: StopView): void {
    this.#hide()
    const generation = this.#frame.binding()?.generation ?? 0
    const overlay = new Overlay('stop', this.#frame.lang)
    const back = () => {
      this.#hide()
      attempt.at.focus()
    }
    const drawn = drawStop(view, {
      back,
      override: (reasonId, reasonText) =>
        this.#frame.send({
          type: 'override',
          generation,
          guardId: attempt.guard.id,
          checkIds: view.checkIds,
          reasonId,
          reasonText,
        }),
    })
    overlay.root.append(drawn.element)
    keepKeys(drawn.element, (event) => event.key === 'Escape' && back())
    overlay.show(attempt.at)
    drawn.element.querySelector<HTMLElement>('.primary')?.focus({ preventScroll: true })
    this.#shown = { overlay, drawn, attempt, view: JSON.stringify(view) }
  }

  #hide(): void {
    this.#shown?.overlay.hide()
    this.#shown = null
  }

  #overridden(message: Extract<ToPage, { type: 'override-result' }>): void {
    const shown = this.#shown
    if (!shown || this.#frame.binding()?.generation !== message.generation) return
    if (!message.accepted) return shown.drawn.problem(message.problem)
    const fields = JSON.stringify(this.#frame.readFields())
    this.#pass.give(message.guardId, message.generation, fields, performance.now())
    this.#hide()
    shown.attempt.again()
  }
}

function notAnswered({ words }: Frame): StopView {
  return {
    key8: '',
    mark: 'none',
    title: words.noAnswer,
    rows: [{ term: words.notChecked, text: words.noAnswerNow }],
    checkIds: [],
    back: words.back,
    close: words.close,
    noOverride: '',
  }
}

/** The guard at the button. */
export const complianceCheck: Feature = {
  id: 'compliance-check',
  mount(frame, signal) {
    const guard = new ActionGuard(frame, signal)
    frame.onRelease(() => guard.clear())
    frame.onBind(() => guard.askSoon())
    frame.onLook(() => guard.askSoon())
    frame.onResume(() => guard.resume())
    frame.onMessage((message) => guard.receive(message))
    signal.addEventListener('abort', () => guard.clear())
  },
}
