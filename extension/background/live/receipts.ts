import type { Receipt } from '../../../worker/contract/live.ts'
import { Failure } from '../failure.ts'
import type { Delivery } from '../outbox.ts'
import type { Line } from './line.ts'

/** After this the edge has not taken them. Milliseconds. */
const TIMEOUT = 5000

/** A receipt is of the agent who gave it: with another one signed in it is not sent. */
export type KeptReceipt = Receipt & { agent: string }

/** Receipts on their way by the socket: told there and back, the edge needs no further request. */
export class ReceiptLine {
  readonly #line: Pick<Line, 'send'>
  readonly #agent: () => Promise<string | null>
  #waiting: { ids: Set<string>; done: (ids: string[]) => void } | null = null

  constructor(line: Pick<Line, 'send'>, agent: () => Promise<string | null>) {
    this.#line = line
    this.#agent = agent
  }

  /** The edge has these. */
  taken(ids: string[]): void {
    if (this.#waiting && ids.every((id) => this.#waiting?.ids.has(id))) this.#waiting.done(ids)
  }

  readonly delivery: Delivery<KeptReceipt> = {
    name: 'receipts',
    atOnce: 100,
    send: async (kept) => {
      const signedIn = await this.#agent()
      const foreign = kept.filter(({ agent }) => signedIn !== null && agent !== signedIn).map(({ id }) => id)
      const receipts = kept
        .filter(({ agent }) => agent === signedIn)
        .map(({ agent: _, ...receipt }) => receipt)
      return receipts.length ? [...foreign, ...(await this.#send(receipts))] : foreign
    },
  }

  #send(receipts: Receipt[]): Promise<string[]> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Failure('unreachable')), TIMEOUT)
      const done = (ids: string[]) => {
        clearTimeout(timer)
        this.#waiting = null
        resolve(ids)
      }
      this.#waiting = { ids: new Set(receipts.map(({ id }) => id)), done }
      if (this.#line.send({ type: 'receipts', receipts })) return
      clearTimeout(timer)
      reject(new Failure('unreachable'))
    })
  }
}
