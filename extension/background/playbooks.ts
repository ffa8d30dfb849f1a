import type { Adapter } from '../../worker/contract/adapter.ts'
import { NumberedPlaybook } from '../../worker/contract/playbook.ts'
import { type CompiledPlaybook, compilePlaybook } from '../../worker/decision/decide.ts'
import type { EdgeClient } from './edge.ts'

const STORED = 'playbook'
/** When the edge last confirmed it; apart, because the playbook is large and confirmed every minute. */
const CHECKED = 'playbook-checked-at'

interface Kept {
  etag: string
  numbered: NumberedPlaybook
  /** When the edge last said that this is the current one. */
  checkedAt: number
}

export interface Current extends Kept {
  compiled: CompiledPlaybook
}

/** The playbook in force, kept across restarts, renewed by its digest. */
export class PlaybookStore {
  readonly #edge: EdgeClient
  readonly #changed: () => void
  #current: Current | null = null
  #asking: Promise<void> | null = null

  constructor(edge: EdgeClient, changed: () => void) {
    this.#edge = edge
    this.#changed = changed
  }

  get current(): Current | null {
    return this.#current
  }

  get adapters(): readonly Adapter[] {
    return this.#current?.numbered.playbook.adapters ?? []
  }

  /** Takes up what was kept before the worker stopped. */
  async restore(): Promise<void> {
    const { [STORED]: stored, [CHECKED]: checkedAt } = await chrome.storage.local.get([STORED, CHECKED])
    const kept = stored as Kept | undefined
    // What an earlier version of Fineline kept may be of another form: the edge sends it anew.
    if (!kept) return
    const { success, data } = NumberedPlaybook.safeParse(kept.numbered)
    if (!success) return chrome.storage.local.remove(STORED)
    const at = typeof checkedAt === 'number' ? checkedAt : kept.checkedAt
    if (!this.#current) this.#use({ ...kept, numbered: data, checkedAt: at })
  }

  /** Asks the edge for a newer one. Rejects with a Failure. */
  refresh(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null
    })
    return this.#asking
  }

  async #ask(): Promise<void> {
    const newer = await this.#edge.playbook(this.#current?.etag ?? '')
    const checkedAt = Date.now()
    if (newer) this.#use({ ...newer, checkedAt })
    if (!this.#current) return
    this.#current.checkedAt = checkedAt
    const { etag, numbered } = this.#current
    const kept: Kept = { etag, numbered, checkedAt }
    await chrome.storage.local.set({ ...(newer && { [STORED]: kept }), [CHECKED]: checkedAt })
  }

  #use(kept: Kept): void {
    const { playbook, textTables } = kept.numbered
    this.#current = { ...kept, compiled: compilePlaybook(playbook, textTables) }
    this.#changed()
  }
}
