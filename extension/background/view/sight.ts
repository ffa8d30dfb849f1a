import type { EventsPage, SeenEvent, View } from '../../../worker/contract/view.ts'
import type { ViewDoubt } from '../../messages.ts'
import type { Answer } from '../decisions.ts'
import type { EdgeClient, EventsWanted } from '../edge.ts'
import type { Known } from '../inquiry.ts'
import { isPassing, type Subject } from '../subject.ts'
import { viewDoubt } from './doubt.ts'
import { EventNumbers } from './event-numbers.ts'

/** How long a view serves though its customer is decided anew. Milliseconds. */
const FRESH = 60_000

/** What is seen of a tab's customer. */
export type Looked =
  | { state: 'waiting' }
  | { state: 'seen'; view: View; made: number }
  | { state: 'failed'; why: ViewDoubt }

/** A stretch of the timeline with the numbers of its events, or why there is none; null: it is of a customer of before. */
export type Stretch = { page: EventsPage; numbers: number[]; view: View } | { why: ViewDoubt } | null

/** One tab's view of its customer: asked for while somebody looks, in memory only, gone with the customer. */
export class Sight {
  readonly #edge: Pick<EdgeClient, 'view' | 'events'>
  readonly #changed: () => void
  #key: string | null = null
  #looked: Looked = { state: 'waiting' }
  /** The decision beside which it was asked for; null: it was not yet. */
  #beside: Answer | null = null
  #askedAt = 0
  /**
   * Counts what was asked for: an answer to an earlier question is none. It goes on from the moment at which this began,
   * so that the view of one worker is never taken for that of another.
   */
  #round = Date.now()
  /** Every event that was told, by number, so that a masked value of it can be held. */
  readonly #events = new Map<number, SeenEvent>()
  readonly #numbers = new EventNumbers()

  /** @param changed runs whenever more is known */
  constructor(edge: Pick<EdgeClient, 'view' | 'events'>, changed: () => void) {
    this.#edge = edge
    this.#changed = changed
  }

  /** What is seen of that customer. */
  of(key: string): Looked {
    return key === this.#key ? this.#looked : { state: 'waiting' }
  }

  /** That event as it was told; undefined where none was under that number. */
  event = (id: number): SeenEvent | undefined => this.#events.get(id)

  /** Whom the tab shows, and what is decided. `watched`: somebody looks, and it is asked for. */
  follow(subject: Subject, known: Known, watched: boolean): void {
    // A document under way most often brings the same customer again.
    if (isPassing(subject)) return
    const key = subject.state === 'one' ? subject.key : null
    if (key !== this.#key) this.#forget(key)
    const decided = known.state === 'answered' && known.answer.status === 'decided' ? known.answer : null
    if (key && watched && decided?.customerKey === key && this.#isDue(decided)) this.#ask(key, decided)
  }

  /** Nobody is shown any more, or somebody else looks. */
  forget(): void {
    this.#forget(null)
  }

  /** The agent asks again where it could not be had. */
  again(): void {
    if (this.#looked.state !== 'failed') return
    this.#beside = null
    this.#looked = { state: 'waiting' }
    this.#changed()
  }

  /** Events of the customer on screen, newest first. */
  async events(wanted: EventsWanted): Promise<Stretch> {
    const [key, looked] = [this.#key, this.#looked]
    if (!key || looked.state !== 'seen') return null
    try {
      const page = await this.#edge.events(key, wanted)
      // Beside another view the panel asks anew.
      if (this.#looked !== looked) return null
      if (page.currency !== looked.view.currency) return this.#askAnew()
      const numbers = await this.#numbers.of(page, wanted.before)
      if (this.#looked !== looked) return null
      for (const [at, event] of page.events.entries()) this.#events.set(numbers[at] as number, event)
      return { page, numbers, view: looked.view }
    } catch (error) {
      return this.#looked === looked ? { why: viewDoubt(error) } : null
    }
  }

  /** Another dataset speaks for the customer now: no amount is told in the currency of the one before. */
  #askAnew(): null {
    this.#beside = null
    this.#changed()
    return null
  }

  #isDue(decided: Answer): boolean {
    if (this.#beside === null) return true
    if (this.#beside === decided) return false
    if (this.#looked.state === 'failed') return true
    return versionOf(this.#beside) !== versionOf(decided) || Date.now() - this.#askedAt > FRESH
  }

  #forget(key: string | null): void {
    this.#key = key
    this.#round += 1
    this.#looked = { state: 'waiting' }
    this.#beside = null
    this.#events.clear()
    this.#numbers.forget()
  }

  #ask(key: string, decided: Answer): void {
    this.#beside = decided
    this.#askedAt = Date.now()
    this.#round += 1
    const round = this.#round
    const take = (looked: Looked) => {
      if (round !== this.#round) return
      this.#looked = looked
      // The timeline begins anew beside another answer: what was told before is held by nobody.
      this.#events.clear()
      this.#changed()
    }
    this.#edge.view(key).then(
      (answer) =>
        take(
          answer.status === 'viewed'
            ? { state: 'seen', view: answer, made: round }
            : { state: 'failed', why: answer.status },
        ),
      (error) => take({ state: 'failed', why: viewDoubt(error) }),
    )
  }
}

const versionOf = (answer: Answer): number => (answer.status === 'decided' ? answer.playbookVersion : 0)
