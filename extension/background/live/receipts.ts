import type { Receipt } from '../../../worker/contract/live.ts'
import { Failure } from '../failure.ts'
import type { Delivery } from '../outbox.ts'
import type { Line } from './line.ts'

/** After this the edge has not taken them. Milliseconds. */
const TIMEOUT = 5000

/** Receipts on their way by the socket: told there and back, the edge needs no further request. */
export class ReceiptLine {
  readonly #line: Pick<Line, 'send'>
  #waiting: { ids: Set<string>; done: (ids: string[]) => void } | null = null

  constructor(line: Pick<Line, 'send'>) {
    this.#line = line
  }

  /** The edge has these. */
  taken(ids: string[]): void {
    if (this.#waiting && ids.every((id) => this.#waiting?.ids.has(id))) this.#waiting.done(ids)
  }

  readonly delivery: Delivery<Receipt> = {
    name: 'receipts',
    atOnce: 100,
    send: (receipts) => this.#send(receipts),
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
