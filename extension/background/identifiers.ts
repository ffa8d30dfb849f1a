import type { Resolved } from '../../worker/contract/identity.ts'
import type { EdgeClient } from './edge.ts'

/** How long an answer that leads to one customer serves without asking again. Milliseconds. */
const FRESH = 60_000
/** Most answers kept; the oldest go first. */
const KEPT = 500

/**
 * Whom other numbers lead to, by hash: asked for once at a time, kept for a minute, in memory alone. Doubt is not kept: who
 * asks again is told how things stand.
 */
export class Identifiers {
  readonly #edge: Pick<EdgeClient, 'resolve'>
  readonly #answers = new Map<string, { answer: Resolved; at: number }>()
  readonly #asked = new Map<string, Promise<Resolved>>()
  /** How often everything known was cleared. */
  #round = 0

  constructor(edge: Pick<EdgeClient, 'resolve'>) {
    this.#edge = edge
  }

  /** Rejects with a Failure. */
  get(hash: string): Promise<Resolved> {
    const kept = this.#answers.get(hash)
    if (kept && Date.now() - kept.at < FRESH) return Promise.resolve(kept.answer)
    return this.#asked.get(hash) ?? this.#ask(hash)
  }

  /** What is known counts no more, nor what is on its way: it may be for another person or of another secret. */
  clear(): void {
    this.#round += 1
    this.#answers.clear()
    this.#asked.clear()
  }

  #ask(hash: string): Promise<Resolved> {
    const asked = this.#ofThisRound(hash)
    this.#asked.set(hash, asked)
    const done = () => this.#asked.get(hash) === asked && this.#asked.delete(hash)
    asked.then(done, done)
    return asked
  }

  /** Who waits for an answer that counts no more gets the one that is asked for anew, as does who waits for a failure. */
  async #ofThisRound(hash: string): Promise<Resolved> {
    const round = this.#round
    const answered = this.#edge.resolve(hash)
    await Promise.allSettled([answered])
    if (round !== this.#round) return this.get(hash)
    const answer = await answered
    if (answer.status === 'one') this.#keep(hash, answer)
    return answer
  }

  #keep(hash: string, answer: Resolved): void {
    this.#answers.delete(hash)
    this.#answers.set(hash, { answer, at: Date.now() })
    const [oldest] = this.#answers.keys()
    if (this.#answers.size > KEPT && oldest) this.#answers.delete(oldest)
  }
}
