import type { Contact } from '../../worker/contract/context.ts'
import type { DecisionResponse } from '../../worker/contract/decision.ts'
import type { EdgeClient } from './edge.ts'

export type Answer = DecisionResponse['decisions'][number]

/** How long an answer serves without asking again. Milliseconds. */
const FRESH = 60_000
/** Most answers kept; the oldest go first. */
const KEPT = 2000

/** An answer for a list knows of no contact: it must not stand for the customer of one, nor one contact's for the next. */
const nameOf = (key: string, contact?: Contact): string => `${key} ${contact?.startedAt ?? ''}`

/** Decisions by customer key and contact: asked for once at a time, kept for a minute. */
export class DecisionStore {
  readonly #edge: Pick<EdgeClient, 'decisions'>
  readonly #answers = new Map<string, { answer: Answer; at: number }>()
  readonly #asked = new Map<string, Promise<Answer>>()
  /** How often everything known was cleared. */
  #round = 0

  constructor(edge: Pick<EdgeClient, 'decisions'>) {
    this.#edge = edge
  }

  /** What is known now without asking. */
  peek(key: string, contact?: Contact): Answer | null {
    const kept = this.#answers.get(nameOf(key, contact))
    return kept && Date.now() - kept.at < FRESH ? kept.answer : null
  }

  /** One answer a key, in order; those not known go to the edge in one request. Rejects with a Failure. */
  get(keys: string[], contact?: Contact): Promise<Answer[]> {
    const asked = (key: string) => this.#asked.get(nameOf(key, contact))
    const unknown = [...new Set(keys)].filter((key) => !this.peek(key, contact) && !asked(key))
    if (unknown.length) this.#ask(unknown, contact)
    return Promise.all(keys.map((key) => this.peek(key, contact) ?? (asked(key) as Promise<Answer>)))
  }

  /** What is known counts no more, nor what is on its way: it may be of the playbook before. */
  clear(): void {
    this.#round += 1
    this.#answers.clear()
    this.#asked.clear()
  }

  #ask(keys: string[], contact?: Contact): void {
    const request = this.#edge.decisions(keys, contact)
    const round = this.#round
    for (const [at, key] of keys.entries()) {
      const name = nameOf(key, contact)
      const answered = request.then(({ decisions }) => {
        const answer = decisions[at]
        // An answer for another customer is no answer.
        if (answer?.customerKey !== key) throw new Error('decision for another customer')
        if (round === this.#round) this.#keep(name, answer)
        return answer
      })
      const one = this.#ofThisRound(round, answered, key, contact)
      this.#asked.set(name, one)
      const done = () => this.#asked.get(name) === one && this.#asked.delete(name)
      one.then(done, done)
    }
  }

  /** Who waits for an answer that counts no more gets the one that is asked for anew, as does who waits for a failure. */
  async #ofThisRound(
    round: number,
    answered: Promise<Answer>,
    key: string,
    contact?: Contact,
  ): Promise<Answer> {
    await Promise.allSettled([answered])
    if (round === this.#round) return answered
    const [anew] = await this.get([key], contact)
    return anew ?? answered
  }

  #keep(name: string, answer: Answer): void {
    this.#answers.delete(name)
    this.#answers.set(name, { answer, at: Date.now() })
    const [oldest] = this.#answers.keys()
    if (this.#answers.size > KEPT && oldest) this.#answers.delete(oldest)
  }
}
