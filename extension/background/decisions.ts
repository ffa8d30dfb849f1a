import type { DecisionResponse } from '../../worker/contract/decision.ts'
import type { EdgeClient } from './edge.ts'

export type Answer = DecisionResponse['decisions'][number]

/** How long an answer serves without asking again. Milliseconds. */
const FRESH = 60_000
/** Most answers kept; the oldest go first. */
const KEPT = 2000

/** Decisions by customer key: asked for once at a time, kept for a minute. */
export class DecisionStore {
  readonly #edge: EdgeClient
  readonly #answers = new Map<string, { answer: Answer; at: number }>()
  readonly #asked = new Map<string, Promise<Answer>>()

  constructor(edge: EdgeClient) {
    this.#edge = edge
  }

  /** What is known now without asking. */
  peek(key: string): Answer | null {
    const kept = this.#answers.get(key)
    return kept && Date.now() - kept.at < FRESH ? kept.answer : null
  }

  /** One answer a key, in order; those not known go to the edge in one request. Rejects with a Failure. */
  get(keys: string[]): Promise<Answer[]> {
    const unknown = [...new Set(keys)].filter((key) => !this.peek(key) && !this.#asked.has(key))
    if (unknown.length) this.#ask(unknown)
    return Promise.all(keys.map((key) => this.peek(key) ?? (this.#asked.get(key) as Promise<Answer>)))
  }

  /** Changes what is kept for a customer, as after an answer that the edge has yet to hear. */
  amend(key: string, change: (answer: Answer) => Answer): void {
    const kept = this.#answers.get(key)
    if (kept) kept.answer = change(kept.answer)
  }

  clear(): void {
    this.#answers.clear()
  }

  #ask(keys: string[]): void {
    const request = this.#edge.decisions(keys)
    for (const [at, key] of keys.entries()) {
      const one = request.then(({ decisions }) => {
        const answer = decisions[at]
        // An answer for another customer is no answer.
        if (answer?.customerKey !== key) throw new Error('decision for another customer')
        this.#keep(key, answer)
        return answer
      })
      this.#asked.set(key, one)
      one.catch(() => undefined).finally(() => this.#asked.delete(key))
    }
  }

  #keep(key: string, answer: Answer): void {
    this.#answers.delete(key)
    this.#answers.set(key, { answer, at: Date.now() })
    const [oldest] = this.#answers.keys()
    if (this.#answers.size > KEPT && oldest) this.#answers.delete(oldest)
  }
}
