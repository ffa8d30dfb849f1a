import type { EventsPage } from '../../../worker/contract/view.ts'

/** How many events alike in everything stand before one. */
interface Place {
  text: string
  nth: number
}

/**
 * Numbers of a customer's events. An event has the same one whenever it is told, so that the panel knows it again; those
 * alike in everything stand side by side, and are told apart by their place.
 */
export class EventNumbers {
  readonly #numbers = new Map<string, number>()
  /** The last place of a page, by where the page after it begins. */
  readonly #ends = new Map<string, Place>()
  #next = 0

  /** Numbers of the events of a page, which was asked for with `before`. */
  of({ events, next }: Pick<EventsPage, 'events' | 'next'>, before: string | null): number[] {
    let last = before === null ? undefined : this.#ends.get(before)
    const numbers = events.map((event) => {
      const text = JSON.stringify(event)
      last = { text, nth: last?.text === text ? last.nth + 1 : 0 }
      return this.#numberOf(`${last.nth} ${text}`)
    })
    if (next !== null && last) this.#ends.set(next, last)
    return numbers
  }

  /** Of another customer no number is given again. */
  forget(): void {
    this.#numbers.clear()
    this.#ends.clear()
  }

  #numberOf(place: string): number {
    const number = this.#numbers.get(place) ?? this.#next++
    this.#numbers.set(place, number)
    return number
  }
}
