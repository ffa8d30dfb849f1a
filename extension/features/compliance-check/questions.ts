import type { Guard } from '../../../worker/contract/adapter.ts'
import type { Frame } from '../../host/frame.ts'
import { Verdicts } from './verdicts.ts'

/** Without a key for this long, what was typed is asked about. Milliseconds. */
const PAUSE = 120

/** Asks the background about the guarded actions of a screen, and keeps what it was asked and has answered. */
export class Questions {
  readonly verdicts = new Verdicts()
  readonly #frame: Frame
  readonly #goOn: () => boolean
  #asking = false
  #later: ReturnType<typeof setTimeout> | undefined

  /** @param goOn true while every animation frame must be asked about: no event tells of a script's changes */
  constructor(frame: Frame, goOn: () => boolean) {
    this.#frame = frame
    this.#goOn = goOn
  }

  /** Asks for every guarded action of the screen whose fields have changed, once an animation frame at most. */
  askSoon(): void {
    if (this.#asking || !this.#frame.binding()?.screen.guards.length) return
    this.#asking = true
    requestAnimationFrame(() => {
      this.#asking = false
      this.askAll()
      if (this.#goOn()) this.askSoon()
    })
  }

  /** Asks when the agent pauses: a question a key would cost more than the key. An action in between asks by itself. */
  askLater(): void {
    clearTimeout(this.#later)
    this.#later = setTimeout(() => this.askAll(), PAUSE)
  }

  /** Asks about one action, unless its fields are as they were; the fields as text. */
  ask({ id: guardId, action: kind }: Guard): string {
    const generation = this.#frame.binding()?.generation ?? 0
    const fields = this.#frame.readFields()
    const text = JSON.stringify(fields)
    const sequence = this.verdicts.ask(guardId, generation, text)
    if (sequence !== null) this.#frame.send({ type: 'fields', generation, sequence, guardId, kind, fields })
    return text
  }

  /** Asks for every guarded action whose answer is not known. */
  askAll(): void {
    for (const guard of this.#frame.binding()?.screen.guards ?? []) this.ask(guard)
  }
}
