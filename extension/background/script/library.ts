import { type Hit, SearchIndex } from '../../search/index.ts'
import { isGone } from '../live/gone.ts'
import type { Current } from '../playbooks.ts'

/** Most answers of one search. */
const MOST = 8

/** What agents look up. The index is made of the playbook at hand when a panel opens, and lives as long as the worker. */
export class Library {
  readonly #current: () => Current | null
  #made: { of: object; index: SearchIndex } | null = null

  constructor(current: () => Current | null) {
    this.#current = current
  }

  /** Makes the index before the first letter is typed, once the panel has been answered. */
  warm(): void {
    setTimeout(() => this.#index(), 0)
  }

  /** What answers, the best first; without a playbook nothing does. */
  find(asked: string): Hit[] {
    const heard = this.#current()?.heard ?? null
    const hits = this.#index()?.find(asked, MOST) ?? []
    return hits.filter(({ entry: { kind, itemId } }) => !isGone(heard, kind, itemId))
  }

  #index(): SearchIndex | null {
    const playbook = this.#current()?.numbered.playbook
    if (!playbook) return null
    if (this.#made?.of !== playbook) this.#made = { of: playbook, index: new SearchIndex(playbook) }
    return this.#made.index
  }
}
