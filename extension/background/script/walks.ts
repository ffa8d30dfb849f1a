import { Script } from '../../../worker/contract/playbook.ts'
import type { ScriptRun } from '../../../worker/contract/script-run.ts'
import type { TabContact } from '../contacts.ts'
import { runOf, type Walk } from './walk.ts'

const PREFIX = 'script-walk.'

/** What is kept of a walk: whether all was done is worked out where the customer is known. */
export interface KeptWalk extends Walk {
  readonly tab: number
  readonly finished: boolean
  /** The moves made last, oldest first: heard again they move nothing. */
  readonly made: readonly string[]
}

type Area = Pick<chrome.storage.StorageArea, 'get' | 'set' | 'remove'>

interface WalkEnds {
  /** The bank's calendar day now; null without a playbook. */
  day(): string | null
  /** Takes what is told of a walk that is over. */
  tell(run: ScriptRun): Promise<void>
}

/**
 * The script under way in every tab. Kept through a stop of the worker and of the browser; each ends with its contact
 * and is told once.
 */
export class Walks {
  readonly #area: Area
  readonly #ends: WalkEnds
  readonly #byTab = new Map<number, KeptWalk>()

  constructor(area: Area, ends: WalkEnds) {
    this.#area = area
    this.#ends = ends
  }

  /** Takes up what was kept; what no contact is left of is over. */
  async restore(contactOf: (tab: number) => TabContact | null): Promise<void> {
    for (const [name, value] of Object.entries(await this.#area.get())) {
      if (!name.startsWith(PREFIX)) continue
      const walk = value as KeptWalk
      if (contactOf(walk.tab)?.startedAt === walk.contact) this.#byTab.set(walk.tab, walk)
      else await this.#tell(walk)
    }
  }

  /** The walk of that very contact; null where there is none. */
  of(tab: number, contact: TabContact | null): KeptWalk | null {
    const walk = this.#byTab.get(tab)
    return walk && contact?.startedAt === walk.contact ? walk : null
  }

  /** As it stands now; another one in that tab is over. */
  async keep(walk: KeptWalk): Promise<void> {
    if (this.#byTab.get(walk.tab)?.runId !== walk.runId) await this.end(walk.tab)
    this.#byTab.set(walk.tab, walk)
    await this.#area.set({ [PREFIX + walk.runId]: walk })
  }

  /** The walk of a tab is over. */
  async end(tab: number): Promise<void> {
    const walk = this.#byTab.get(tab)
    if (!walk) return
    this.#byTab.delete(tab)
    await this.#tell(walk)
  }

  /** Told before it is forgotten: under its own id twice is once. */
  async #tell(walk: KeptWalk): Promise<void> {
    const day = this.#ends.day() ?? walk.since.slice(0, 10)
    const script = Script.safeParse(JSON.parse(walk.text))
    const ids = script.success ? script.data.steps.map(({ id }) => id) : []
    const run = runOf(walk, ids, { day, finished: walk.finished })
    if (run) await this.#ends.tell(run)
    await this.#area.remove(PREFIX + walk.runId)
  }
}
