import type { Decision } from '../../worker/contract/decision.ts'
import type { CompiledPlaybook } from '../../worker/decision/compile.ts'
import { isTargeted } from '../../worker/decision/targeted.ts'
import type { Outbox } from './outbox.ts'

/** What a customer has said of targeted tips, on its way to the edge. Ids are in the order in which it was said. */
export interface Said {
  id: string
  customerKey: string
  refuses: boolean
  at: string
}

const KEPT = 'objections'

/** What was said here lately, by customer key; `delivered`: the edge has it, and what it decides from now on says so itself. */
type Kept = Record<string, Pick<Said, 'id' | 'refuses' | 'at'> & { delivered: boolean }>

/** A decision under what the customer has said since it was made. */
function under(
  decision: Decision,
  { refuses, at }: Pick<Said, 'refuses' | 'at'>,
  compiled: CompiledPlaybook,
): Decision {
  const { refusedAt, ...rest } = decision
  if (!refuses) return rest
  const targeted = decision.tips.filter(({ id }) => {
    const tip = compiled.tipsById.get(id)
    return tip && isTargeted(tip)
  })
  const withheld = targeted.map(({ id }) => ({ id, reason: 'refused' as const, missing: [] }))
  return {
    ...rest,
    refusedAt: refusedAt ?? at,
    tips: decision.tips.filter((tip) => !targeted.includes(tip)),
    hiddenTips: [...decision.hiddenTips, ...withheld],
  }
}

/**
 * Customers who refuse targeted tips, as said in this browser. It holds at once, on whatever is known, before the edge
 * has heard of it; kept in the same stroke in which it goes into the outbox.
 */
export class Objections {
  readonly #outbox: () => Pick<Outbox<Said>, 'add'>
  readonly #changed: (customerKey: string) => void
  #kept: Kept = {}

  /** @param changed the edge has it, and decides by it from now on */
  constructor(outbox: () => Pick<Outbox<Said>, 'add'>, changed: (customerKey: string) => void) {
    this.#outbox = outbox
    this.#changed = changed
  }

  async restore(): Promise<void> {
    this.#kept = ((await chrome.storage.local.get(KEPT))[KEPT] as Kept | undefined) ?? {}
  }

  /** @param said a UUID; heard twice it is once */
  async say(customerKey: string, refuses: boolean, said: string): Promise<void> {
    if (this.#kept[customerKey]?.id.endsWith(said)) return
    const at = new Date().toISOString()
    const id = `${at} ${said}`
    this.#kept = { ...this.#kept, [customerKey]: { id, refuses, at, delivered: false } }
    await this.#outbox().add({ id, customerKey, refuses, at }, { [KEPT]: this.#kept })
  }

  /** The edge has what was said; it may have been something else since. */
  async delivered({ id, customerKey }: Said): Promise<void> {
    const kept = this.#kept[customerKey]
    if (kept?.id !== id) return
    kept.delivered = true
    await chrome.storage.local.set({ [KEPT]: this.#kept })
    this.#changed(customerKey)
  }

  /** An answer that came after delivery says it itself. */
  answered(customerKey: string): void {
    if (!this.#kept[customerKey]?.delivered) return
    const { [customerKey]: _, ...rest } = this.#kept
    this.#kept = rest
    void chrome.storage.local.set({ [KEPT]: rest })
  }

  apply(decision: Decision, compiled: CompiledPlaybook | undefined): Decision {
    const kept = this.#kept[decision.customerKey]
    return kept && compiled ? under(decision, kept, compiled) : decision
  }
}
