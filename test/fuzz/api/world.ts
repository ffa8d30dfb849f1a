import type { NumberedPlaybook } from '../../../worker/contract/playbook.ts'
import type { Dice } from './dice.ts'

interface KnownChange {
  id: string
  revision: number
  kind: string
  itemId: string
  state: string
}

/** In which state something can be done to a change. */
const STATES: Record<string, string> = {
  ...{ submit: 'draft', discard: 'draft', declare: 'draft' },
  ...{ 'take-back': 'submitted', return: 'submitted', approve: 'submitted', confirm: 'provisional' },
}

/** Most changes remembered: the newest are those that can still be acted on. */
const REMEMBERED = 30

/** What the edge has, as far as its answers told: requests about things that are there go further. */
export class World {
  readonly #keys: readonly string[]
  readonly #changes = new Map<string, KnownChange>()
  /** Others may be withdrawn, all of them. */
  readonly #firstTips: NumberedPlaybook['playbook']['tips']
  #numbered: NumberedPlaybook
  /** ETags that were seen. */
  etag = ''

  constructor(numbered: NumberedPlaybook, keys: readonly string[]) {
    this.#numbered = numbered
    this.#firstTips = numbered.playbook.tips
    this.#keys = keys
  }

  get version(): number {
    return this.#numbered.version
  }

  /** One that stands so that this can be done to it, where there is one and mostly. */
  change(dice: Dice, action: string): KnownChange | null {
    const all = [...this.#changes.values()]
    const fit = all.filter(({ state }) => state === (STATES[action] ?? 'draft'))
    const among = fit.length && dice.chance(0.85) ? fit : all
    return among.length ? dice.pick(among) : null
  }

  /** A new tip, or one that is there written anew, such as could be published. */
  sound(dice: Dice): { kind: string; itemId: string; content: unknown } {
    const { tips } = this.#numbered.playbook
    const tip = dice.pick(tips.length ? tips : this.#firstTips)
    const itemId = dice.chance(0.5) ? `tip-${dice.hex(6)}` : tip.id
    return { kind: 'tip', itemId, content: { ...tip, id: itemId, control: dice.int(0, 5) / 10 } }
  }

  /** A value for a member of that name; undefined where nothing is known of it. */
  known(name: string, dice: Dice): unknown {
    const { tips, checks, segments, adapters } = this.#numbered.playbook
    const ids = (items: readonly { id: string }[]) => (items.length ? dice.pick(items).id : undefined)
    const made: Record<string, () => unknown> = {
      customerKey: () => dice.pick(this.#keys),
      baseVersion: () => this.version,
      playbookVersion: () => (dice.chance(0.7) ? this.version : dice.int(1, this.version + 1)),
      version: () => (dice.chance(0.6) ? this.version : dice.int(1, this.version + 1)),
      tipId: () => ids(tips),
      subjectId: () => ids(dice.chance(0.7) ? tips : checks),
      segmentId: () => ids(segments),
      adapter: () => ids(adapters),
      screen: () => ids(adapters[0]?.screens ?? []),
      itemId: () => (dice.chance(0.4) ? ids(tips) : `item-${dice.hex(3)}`),
      kind: () => (dice.chance(0.6) ? 'tip' : undefined),
      content: () => this.#content(dice),
      comment: () => 'for a reason',
    }
    return Object.hasOwn(made, name) ? made[name]?.() : undefined
  }

  /** Takes up what an answer tells. */
  learn(path: string, body: unknown): void {
    if (typeof body !== 'object' || body === null) return
    if ('revision' in body && 'itemId' in body && 'id' in body) this.#remember(body as KnownChange)
    if (path.startsWith('/v1/playbook') && 'playbook' in body) this.#take(body as NumberedPlaybook)
    if ('version' in body && Object.keys(body).length === 1)
      this.#take({ ...this.#numbered, version: Number(body.version) })
    if ('playbookVersion' in body && Number(body.playbookVersion) > this.version)
      this.#take({ ...this.#numbered, version: Number(body.playbookVersion) })
  }

  #take(numbered: NumberedPlaybook): void {
    if (numbered.version >= this.version) this.#numbered = numbered
  }

  #remember(change: KnownChange): void {
    this.#changes.delete(change.id)
    this.#changes.set(change.id, change)
    const [oldest] = this.#changes.keys()
    if (this.#changes.size > REMEMBERED && oldest) this.#changes.delete(oldest)
  }

  #content(dice: Dice): unknown {
    const { tips, checks, segments } = this.#numbered.playbook
    return dice.chance(0.1) ? null : dice.pick<unknown>([...tips, ...checks, ...segments, null])
  }
}
