/** A document that stays away for less is a switch under way. Milliseconds. */
const LASTING = 400

/** Places whose document left, until the next one speaks there or does not. */
export class Moving {
  readonly #places = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #over: () => void

  /** @param over runs where no document came in time */
  constructor(over: () => void) {
    this.#over = over
  }

  get any(): boolean {
    return this.#places.size > 0
  }

  leave(place: string): void {
    clearTimeout(this.#places.get(place))
    const late = () => {
      this.#places.delete(place)
      this.#over()
    }
    this.#places.set(place, setTimeout(late, LASTING))
  }

  arrive(place: string): void {
    clearTimeout(this.#places.get(place))
    this.#places.delete(place)
  }
}
