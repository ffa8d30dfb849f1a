import type { StopView } from '../../views.ts'

/** Exactly what was asked: the fields as they stood, under their number. */
export interface Question {
  generation: number
  sequence: number
  fields: string
}

interface Known extends Question {
  /** Undefined while the background has not answered. */
  stop: StopView | null | undefined
}

/** What is known of each guarded action: the fields it was last asked about, and the answer to exactly those. */
export class Verdicts {
  readonly #known = new Map<string, Known>()
  #sequence = 0

  /** The number to ask under, or null where these fields of this generation were asked about before. */
  ask(guardId: string, generation: number, fields: string): number | null {
    const known = this.#known.get(guardId)
    if (known?.generation === generation && known.fields === fields) return null
    this.#sequence += 1
    this.#known.set(guardId, { generation, sequence: this.#sequence, fields, stop: undefined })
    return this.#sequence
  }

  /** Takes an answer; false where it answers a question that no longer stands. */
  answer(guardId: string, generation: number, sequence: number, stop: StopView | null): boolean {
    const known = this.#known.get(guardId)
    if (known?.generation !== generation || known.sequence !== sequence) return false
    known.stop = stop
    return true
  }

  /** The question that stands; null where none does. */
  question(guardId: string): Question | null {
    return this.#known.get(guardId) ?? null
  }

  /** The verdict on these fields: a stop, null for "let it pass", undefined for "not known yet". */
  of(guardId: string, generation: number, fields: string): StopView | null | undefined {
    const known = this.#known.get(guardId)
    return known?.generation === generation && known.fields === fields ? known.stop : undefined
  }

  /** The customer is another: no answer of before counts, not even to the same fields. */
  forget(): void {
    this.#known.clear()
  }
}
