import { type Hit, SearchIndex } from '../../search/index.ts'
import { mayNotShow } from '../live/gone.ts'
import type { Current } from '../playbooks.ts'

/** Most answers of one search. */
const MOST = 8

/** What agents look up. The index is made of the playbook at hand when a panel opens, and lives as long as the worker. */
export class Library {
  readonly #current: () => Current | null
  #made: { of: object; index: Promise<SearchIndex> } | null = null

  constructor(current: () => Current | null) {
    this.#current = current
  }

  /** Begins to make the index before the first letter is typed. */
  warm(): void {
    void this.#index()
  }

  /** What answers, the best first; without a playbook nothing does. */
  async find(asked: string): Promise<Hit[]> {
    const hits = (await this.#index())?.find(asked, MOST) ?? []
    const heard = this.#current()?.heard ?? null
    return hits.filter(({ entry: { kind, itemId } }) => !mayNotShow(heard, kind, itemId))
  }

  #index(): Promise<SearchIndex> | undefined {
    const playbook = this.#current()?.numbered.playbook
    if (!playbook) return undefined
    if (this.#made?.of !== playbook) this.#made = { of: playbook, index: SearchIndex.inSteps(playbook) }
    return this.#made.index
  }
}
