import type { EventsPage } from '../../../worker/contract/view.ts'
import { idOf } from '../id-of.ts'

/** How many events alike in everything stand before one. */
interface Place {
  text: string
  nth: number
}

/** Of 48 bits. */
const numberOf = async (customerKey: string, { text, nth }: Place): Promise<number> =>
  Number.parseInt((await idOf(customerKey, text, String(nth))).slice(-12), 16)

/**
 * Numbers of a customer's events. An event has the same one whenever it is told and by whatever worker, so that the panel
 * knows it again, and one of another customer has another. Those alike in everything stand side by side, and are told
 * apart by their place.
 */
export class EventNumbers {
  /** The last place of a page, by where the page after it begins. */
  readonly #ends = new Map<string, Place>()

  /** Numbers of the events of a page, which was asked for with `before`. */
  of({ customerKey, events, next }: Omit<EventsPage, 'currency'>, before: string | null): Promise<number[]> {
    let last = before === null ? undefined : this.#ends.get(before)
    const places = events.map((event) => {
      const text = JSON.stringify(event)
      last = { text, nth: last?.text === text ? last.nth + 1 : 0 }
      return last
    })
    if (next !== null && last) this.#ends.set(next, last)
    return Promise.all(places.map((place) => numberOf(customerKey, place)))
  }

  /** Pages of another customer follow. */
  forget(): void {
    this.#ends.clear()
  }
}
