import type { Contact } from '../../worker/contract/context.ts'
import type { Answer, DecisionStore } from './decisions.ts'
import { type FailureKind, failureKind } from './failure.ts'

/** Between tries while the edge does not answer. Milliseconds. */
export const RETRY = 10_000

/** What is known of the customer a tab shows. */
export type Known =
  | { state: 'waiting' }
  | { state: 'answered'; answer: Answer }
  | { state: 'failed'; kind: FailureKind | 'conflict' }

/** What is known of one customer, asked for until somebody answers. */
export class Inquiry {
  readonly #decisions: DecisionStore
  readonly #contact: () => Contact | undefined
  readonly #changed: () => void
  #key: string | null = null
  #known: Known = { state: 'waiting' }
  #since: Date | null = null
  #takenAt = 0
  #answered: Promise<void> = Promise.resolve()

  /** @param changed runs whenever more is known, or less */
  constructor(decisions: DecisionStore, contact: () => Contact | undefined, changed: () => void) {
    this.#decisions = decisions
    this.#contact = contact
    this.#changed = changed
  }

  get known(): Known {
    return this.#known
  }

  /** When the edge fell silent for this customer. */
  get since(): Date | null {
    return this.#since
  }

  /** Milliseconds since what is known came. */
  get age(): number {
    return Date.now() - this.#takenAt
  }

  /** Settles when more is known than nothing, for actions held at a button. */
  get answered(): Promise<void> {
    return this.#answered
  }

  forget(): void {
    this.#key = null
    this.#known = { state: 'waiting' }
    this.#since = null
    this.#answered = Promise.resolve()
  }

  /** What was known of that customer stands until there is something newer. True where that is at once. */
  ask(key: string): boolean {
    this.#key = key
    const contact = this.#contact()
    const kept = this.#decisions.peek(key, contact)
    if (kept) this.#take(key, { state: 'answered', answer: kept })
    else
      this.#answered = this.#decisions.get([key], contact).then(
        ([answer]) => answer && this.#take(key, { state: 'answered', answer }),
        (error) => this.#take(key, { state: 'failed', kind: failureKind(error) }),
      )
    return kept !== null
  }

  /** The frames disagree: there is nobody to ask about. */
  doubt(): void {
    this.#known = { state: 'failed', kind: 'conflict' }
    this.#changed()
  }

  /** An answer counts only while its customer is still the one asked about. */
  #take(key: string, known: Known): void {
    if (this.#key !== key) return
    this.#known = known
    this.#takenAt = Date.now()
    if (known.state === 'failed') {
      this.#since ??= new Date()
      setTimeout(() => this.#known === known && this.#key === key && this.ask(key), RETRY)
    } else this.#since = null
    this.#changed()
  }
}
