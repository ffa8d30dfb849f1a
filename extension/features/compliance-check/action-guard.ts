import type { Frame } from '../../host/frame.ts'
import { type Attempt, watchGuards } from '../../host/guard.ts'
import type { ToPage } from '../../messages.ts'
import type { StopView } from '../../views.ts'
import { Held } from './held.ts'
import { notAnswered, sayUnchecked } from './not-answered.ts'
import { OnePass } from './pass.ts'
import { Questions } from './questions.ts'
import { ShownStop, type WaysOn } from './shown-stop.ts'

/** Stops a guarded action before the CRM gets it, or lets it pass as if nobody had looked. */
export class ActionGuard {
  readonly #frame: Frame
  readonly #signal: AbortSignal
  readonly #questions: Questions
  readonly #pass = new OnePass()
  readonly #held = new Held(
    (attempt) => this.#late(attempt),
    (attempt) => this.#unsent(attempt),
  )
  #shown: ShownStop | null = null

  constructor(frame: Frame, signal: AbortSignal) {
    this.#frame = frame
    this.#signal = signal
    this.#questions = new Questions(frame, () => this.#shown !== null)
    watchGuards(
      (type) => {
        // What a script has just made is not looked at yet; a key would pay for that every time.
        if (type !== 'keydown') frame.look()
        return frame.binding()?.screen.guards ?? []
      },
      (attempt) => this.#decide(attempt),
      signal,
    )
  }

  askSoon(): void {
    this.#questions.askSoon()
  }

  /** While the agent types, once they pause. */
  askLater(): void {
    this.#questions.askLater()
  }

  /**
   * No verdict counts any more: the customer in a sibling frame may be another, or is decided anew. A stop stays, and the
   * reason in it, until there is a new one. `asks`: somebody can be asked.
   */
  doubt(asks: boolean): void {
    this.#pass.revoke()
    this.#questions.verdicts.forget()
    if (asks) this.#questions.askAll()
  }

  clear(): void {
    this.#hide()
    this.#pass.revoke()
    this.#questions.verdicts.forget()
    const attempt = this.#held.release()
    if (attempt && !this.#signal.aborted) this.#unsent(attempt)
  }

  receive(message: ToPage): void {
    if (message.type === 'verdict') this.#answered(message)
    else if (message.type === 'withdraw') message.sameCustomer ? this.doubt(true) : this.#customerLeft()
    else if (message.type === 'override-result') this.#overridden(message)
  }

  /** The tab's customer moved on, perhaps in a sibling frame: every verdict here was about the one before. */
  #customerLeft(): void {
    this.#hide()
    this.doubt(true)
    if (this.#frame.binding()?.reading?.text) return
    // What was pressed for the customer before must not go out by itself for the next one.
    const attempt = this.#held.release()
    if (attempt) this.#unsent(attempt)
  }

  /** What was pressed and cannot go out any more must not vanish in silence. */
  #unsent(attempt: Attempt): void {
    const at = attempt.at.isConnected ? attempt.at : document.body
    this.#show({ ...attempt, at }, notAnswered(this.#frame))
  }

  /** Nobody has answered. Where the bank's IT prefers that to a stop, it goes through, and is said not to be checked. */
  #late(attempt: Attempt): void {
    if (this.#frame.failMode !== 'open' || !attempt.at.isConnected) return this.#unsent(attempt)
    const generation = this.#frame.binding()?.generation ?? 0
    const fields = JSON.stringify(this.#frame.readFields())
    this.#pass.give(attempt.guard.id, generation, fields, performance.now())
    sayUnchecked(this.#frame)
    attempt.again()
  }

  #decide(attempt: Attempt): void {
    this.#frame.look()
    // The script of another version is on its way: what was pressed now is to be pressed again.
    if (this.#signal.aborted) return attempt.stop()
    const generation = this.#frame.binding()?.generation ?? 0
    const { id } = attempt.guard
    const fields = this.#questions.ask(attempt.guard)
    if (this.#pass.take(id, generation, fields, attempt.stage, performance.now())) return
    const stop = this.#questions.verdicts.of(id, generation, fields)
    if (stop === null) return
    attempt.stop()
    if (stop) this.#show(attempt, stop)
    else this.#held.hold(attempt)
  }

  #answered({ guardId, generation, sequence, stop }: Extract<ToPage, { type: 'verdict' }>): void {
    if (!this.#questions.verdicts.answer(guardId, generation, sequence, stop)) return
    this.#amend(guardId, stop)
    if (this.#held.guardId !== guardId) return
    const attempt = this.#held.release()
    if (attempt && stop) this.#show(attempt, stop)
    // A press on a button that the page has drawn anew meanwhile would go nowhere.
    else if (attempt && !attempt.at.isConnected && attempt.stage === 'press') this.#unsent(attempt)
    else attempt?.again()
  }

  /** What stands at the button follows its verdict: a field was changed or a step done, and the action may be tried again. */
  #amend(guardId: string, stop: StopView | null): void {
    const shown = this.#shown
    if (shown?.attempt.guard.id !== guardId) return
    if (!stop) {
      // What was never sent must not vanish from the screen unread.
      if (shown.question) this.#back(shown)
    } else if (shown.says(stop)) shown.question = this.#questions.verdicts.question(guardId)
    else this.#draw(shown.attempt, stop)
  }

  #show(attempt: Attempt, view: StopView): void {
    this.#draw(attempt, view)
    const generation = this.#frame.binding()?.generation ?? 0
    this.#frame.tell({ type: 'stopped', generation, checkIds: view.checkIds })
  }

  #draw(attempt: Attempt, view: StopView): void {
    const question = view.checkIds.length ? this.#questions.verdicts.question(attempt.guard.id) : null
    const ways: WaysOn = {
      back: () => this.#back(shown),
      override: (reasonId, reasonText) => this.#override(shown, reasonId, reasonText),
    }
    const shown = new ShownStop({ attempt, question, view }, this.#frame.lang, ways, this.#shown)
    this.#shown = shown
    this.askSoon()
  }

  #back(shown: ShownStop): void {
    this.#shown = null
    shown.leave()
  }

  #hide(): void {
    this.#shown?.hide()
    this.#shown = null
  }

  /** True where the message at the button speaks of the fields as they are now; where not, they are asked about. */
  #stillSo(shown: ShownStop): boolean {
    this.#frame.look()
    return this.#shown === shown && this.#questions.ask(shown.attempt.guard) === shown.question?.fields
  }

  #override(shown: ShownStop, reasonId: string, reasonText: string): void {
    const { question, view, attempt } = shown
    if (!question || !this.#stillSo(shown)) return
    const { generation, sequence } = question
    const stopped = { guardId: attempt.guard.id, key8: view.key8, checkIds: view.checkIds }
    this.#frame.send({ type: 'override', generation, sequence, ...stopped, reasonId, reasonText })
  }

  #overridden(message: Extract<ToPage, { type: 'override-result' }>): void {
    const { guardId, generation, sequence, accepted, problem } = message
    const shown = this.#shown
    const question = shown?.question
    if (question?.generation !== generation || question.sequence !== sequence) return
    if (shown?.attempt.guard.id !== guardId) return
    if (!accepted) return shown.problem(problem)
    // The reason was given for what was judged: whatever was typed since is another action.
    if (!this.#stillSo(shown)) return
    this.#pass.give(guardId, generation, question.fields, performance.now())
    this.#hide()
    shown.attempt.again()
  }
}
