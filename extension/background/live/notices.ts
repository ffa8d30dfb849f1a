import type { Notice, Receipt, ReceiptKind } from '../../../worker/contract/live.ts'
import type { OfPerson } from '../outbox.ts'

const STORED = 'notices'
/** Notices remembered, so that none is shown twice; the oldest go first. */
const MOST = 100

/** `waiting` for a pause, `shown` from now on, `done` for ever: acknowledged or over. */
type State = 'waiting' | 'shown' | 'done'

interface Kept {
  notice: Notice
  state: State
  /** Receipts given. */
  given: ReceiptKind[]
}

interface Stored {
  agent: string
  kept: Kept[]
}

interface Outlet {
  area: Pick<chrome.storage.StorageArea, 'get' | 'set'>
  /** True while the agent's keys or pointer are at work anywhere. */
  busy(): boolean
  give(receipt: OfPerson<Receipt>): Promise<void>
  changed(): void
}

/** What an agent has to be told, kept through restarts: each is shown until it is acknowledged, and then never again. */
export class Notices {
  readonly #out: Outlet
  #agent = ''
  #kept: Kept[] = []

  constructor(outlet: Outlet) {
    this.#out = outlet
  }

  async restore(): Promise<void> {
    const { [STORED]: stored } = await this.#out.area.get(STORED)
    const { agent = '', kept = [] } = (stored ?? {}) as Partial<Stored>
    this.#agent = agent
    this.#kept = kept
  }

  /** What one agent was told is nothing to the next one. */
  for(agent: string): void {
    if (agent === this.#agent) return
    this.#agent = agent
    this.#kept = []
    this.#keep()
  }

  /** They were of another edge. */
  drop(): void {
    this.#kept = []
    this.#keep()
  }

  /** A notice came; an urgent one is shown at once, others when the hands rest. */
  take(notice: Notice): void {
    if (this.#kept.some((one) => one.notice.id === notice.id)) return
    const kept: Kept = { notice, state: 'waiting', given: [] }
    if (notice.urgent || !this.#out.busy()) kept.state = 'shown'
    this.#kept = [...this.#kept, kept].slice(-MOST)
    this.#keep()
  }

  /** The agent's hands have come to rest. */
  rest(): void {
    const waiting = this.#kept.filter(({ state }) => state === 'waiting')
    for (const one of waiting) one.state = 'shown'
    if (waiting.length) this.#keep()
  }

  over(ids: readonly string[]): void {
    const over = this.#kept.filter(({ notice, state }) => ids.includes(notice.id) && state !== 'done')
    for (const one of over) one.state = 'done'
    if (over.length) this.#keep()
  }

  /** The browser has this playbook: notices that came with it, or before, are delivered. */
  has(version: number): void {
    for (const { notice } of this.#kept) if (notice.version <= version) this.#give(notice.id, 'delivered')
  }

  /** The agent could see it. */
  seen(id: string): void {
    this.#give(id, 'displayed')
  }

  /** The agent said so: it is shown nowhere from now on. */
  acknowledge(id: string): void {
    const kept = this.#kept.find((one) => one.notice.id === id)
    if (kept?.state !== 'shown') return
    this.#give(id, 'displayed')
    this.#give(id, 'acknowledged')
    kept.state = 'done'
    this.#keep()
  }

  /** What is to be shown at that moment, urgent ones first, then the oldest. */
  shown(now: Date): Notice[] {
    const shown = this.#kept.filter(({ state }) => state === 'shown').map(({ notice }) => notice)
    return shown
      .filter(({ until }) => until === null || new Date(until) > now)
      .toSorted((a, b) => Number(b.urgent) - Number(a.urgent))
  }

  #give(id: string, kind: ReceiptKind): void {
    const kept = this.#kept.find((one) => one.notice.id === id)
    if (!kept || kept.given.includes(kind)) return
    kept.given.push(kind)
    this.#store()
    const [receipt, at] = [crypto.randomUUID(), new Date().toISOString()]
    const of = this.#agent ? { person: this.#agent } : {}
    void this.#out.give({ id: receipt, notice: id, kind, at, ...of })
  }

  #keep(): void {
    this.#store()
    this.#out.changed()
  }

  #store(): void {
    const stored: Stored = { agent: this.#agent, kept: this.#kept }
    void this.#out.area.set({ [STORED]: stored })
  }
}
