/** Progress on the terminal: one line a step, with its time, whether or not anybody watches. */
export interface Step {
  name: string
  seconds: number
}

/** Says what is being done and how long it took; keeps the list for the end. */
export class Progress {
  readonly steps: Step[] = []
  readonly #asked: AbortSignal | undefined

  /** @param asked no step begins once it is aborted */
  constructor(asked?: AbortSignal) {
    this.#asked = asked
  }

  async step<T>(name: string, work: () => Promise<T>): Promise<T> {
    this.#asked?.throwIfAborted()
    const started = performance.now()
    const beat = setInterval(() => this.#say(`  … ${name}: ${this.#since(started)} s`), 10_000)
    this.#say(`▸ ${name} …`)
    try {
      const result = await work()
      const seconds = this.#since(started)
      this.steps.push({ name, seconds })
      this.#say(`✓ ${name} (${seconds} s)`)
      return result
    } finally {
      clearInterval(beat)
    }
  }

  #since(started: number): number {
    return Math.round((performance.now() - started) / 100) / 10
  }

  #say(text: string): void {
    console.log(text)
  }
}
