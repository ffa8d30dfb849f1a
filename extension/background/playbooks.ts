import type { Adapter } from '../../worker/contract/adapter.ts'
import { NumberedPlaybook } from '../../worker/contract/playbook.ts'
import { type CompiledPlaybook, compilePlaybook } from '../../worker/decision/decide.ts'
import { PLAYBOOK_KEPT } from '../messages.ts'
import type { EdgeClient } from './edge.ts'
import { type Heard, hearMore } from './live/gone.ts'

/** When the edge last confirmed it; apart, because the playbook is large and confirmed every minute. */
const CHECKED = 'playbook-checked-at'

/** What was heard of a newer one, so that a stop of the worker brings nothing back that is gone. */
const HEARD = 'playbook-heard'

interface Kept {
  etag: string
  numbered: NumberedPlaybook
  /** When the edge last said that this is the current one. */
  checkedAt: number
}

export interface Current extends Kept {
  compiled: CompiledPlaybook
  /** What was heard of a newer playbook, which is on its way; null: none. */
  heard: Heard | null
}

/** The playbook in force, kept across restarts, renewed by its digest. */
export class PlaybookStore {
  readonly #edge: EdgeClient
  readonly #changed: () => void
  #current: Current | null = null
  #heard: Heard | null = null
  #asking: Promise<void> | null = null
  /** How often everything known was dropped: what is on its way from before is of another edge. */
  #round = 0

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
    const names = [PLAYBOOK_KEPT, CHECKED, HEARD]
    const {
      [PLAYBOOK_KEPT]: stored,
      [CHECKED]: checkedAt,
      [HEARD]: heard,
    } = await chrome.storage.local.get(names)
    this.#heard = (heard as Heard | undefined) ?? null
    const kept = stored as Kept | undefined
    // What an earlier version of Fineline kept may be of another form: the edge sends it anew.
    if (!kept) return
    const { success, data } = NumberedPlaybook.safeParse(kept.numbered)
    if (!success) return chrome.storage.local.remove(PLAYBOOK_KEPT)
    const at = typeof checkedAt === 'number' ? checkedAt : kept.checkedAt
    if (!this.#current) this.#use({ ...kept, numbered: data, checkedAt: at })
  }

  /** It was of another edge. */
  async drop(): Promise<void> {
    this.#round += 1
    this.#asking = null
    this.#current = null
    this.#heard = null
    await chrome.storage.local.remove([PLAYBOOK_KEPT, CHECKED, HEARD])
  }

  /** A newer one was heard of than is here. */
  get behind(): boolean {
    return this.#heard !== null && this.#heard.version > (this.#current?.numbered.version ?? 0)
  }

  /** What the edge told of one; false where it is here already, or this was heard before. */
  hear(heard: Heard): boolean {
    if (heard.version <= Math.max(this.#current?.numbered.version ?? 0, this.#heard?.version ?? 0))
      return false
    this.#heard = this.behind ? hearMore(this.#heard, heard) : heard
    if (this.#current) this.#current.heard = this.#heard
    void chrome.storage.local.set({ [HEARD]: this.#heard })
    return true
  }

  /** The edge tells of every newer one, and has told of none. */
  confirm(): void {
    if (this.#current && !this.behind) this.#current.checkedAt = Date.now()
  }

  /** Asks the edge for a newer one. Rejects with a Failure. */
  refresh(): Promise<void> {
    if (this.#asking) return this.#asking
    const asking = this.#ask().finally(() => {
      if (this.#asking === asking) this.#asking = null
    })
    this.#asking = asking
    return asking
  }

  async #ask(): Promise<void> {
    const round = this.#round
    const heard = this.behind ? this.#heard?.version : undefined
    const newer = await this.#edge.playbook(this.#current?.etag ?? '', heard)
    if (round !== this.#round) return this.refresh()
    const checkedAt = Date.now()
    if (newer) this.#use({ ...newer, checkedAt })
    if (!this.#current) return
    this.#current.checkedAt = checkedAt
    const { etag, numbered } = this.#current
    const kept: Kept = { etag, numbered, checkedAt }
    await chrome.storage.local.set({ ...(newer && { [PLAYBOOK_KEPT]: kept }), [CHECKED]: checkedAt })
  }

  #use(kept: Kept): void {
    const { playbook, textTables } = kept.numbered
    const heard = (this.#heard?.version ?? 0) > kept.numbered.version ? this.#heard : null
    this.#current = { ...kept, compiled: compilePlaybook(playbook, textTables), heard }
    this.#changed()
  }
}
