import { type FrameSaying, type Stood, standsStill } from './stood.ts'
import type { Subject } from './subject.ts'

/** In so long the frames say whom they show, after a stop of the worker. Milliseconds. */
const RETURN = 3000

/** What a window showed when the worker was stopped, until its frames have said so again, or something else. */
export class Return {
  readonly #frames: () => FrameSaying[]
  readonly #over: () => void
  #stood: Stood | null

  /**
   * @param stood null: it showed nobody
   * @param over runs where frames have not spoken in time: they show nobody
   */
  constructor(stood: Stood | null, frames: () => FrameSaying[], over: () => void) {
    this.#stood = stood
    this.#frames = frames
    this.#over = over
    if (stood) this.#wait()
  }

  /** Whose return is waited for; null where nobody's. */
  get customerKey(): string | null {
    return this.#stood?.customerKey ?? null
  }

  /** True while it stands, whatever the frames show together so far. `moving`: a document is being replaced. */
  holds(subject: Subject, moving: boolean): boolean {
    const stands = this.#stood && !moving && standsStill(this.#frames(), this.#stood)
    if (!stands || this.#isBack(subject)) this.#stood = null
    return this.#stood !== null && subject.state !== 'one'
  }

  giveUp(): void {
    this.#stood = null
  }

  /** Somebody is certain, or in doubt, by all the frames that showed a number. */
  #isBack({ state }: Subject): boolean {
    if (state === 'none' || state === 'moving') return false
    const frames = this.#frames()
    return Object.keys(this.#stood?.places ?? {}).every((place) =>
      frames.some((one) => one.place === place && one.spoken && (one.key !== null || one.unread)),
    )
  }

  #wait(): void {
    setTimeout(() => this.#late(), RETURN)
  }

  #late(): void {
    if (!this.#stood) return
    if (this.#frames().some(({ finding }) => finding)) return this.#wait()
    this.#stood = null
    this.#over()
  }
}
