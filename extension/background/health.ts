import type { StepCount, StepCountBatch } from '../../worker/contract/health.ts'
import type { StepSeen } from '../messages.ts'
import type { Outbox } from './outbox.ts'
import type { PlaybookStore } from './playbooks.ts'
import { type NoNumbers, toStepCounts } from './step-counts.ts'

const STORED = 'step-counts'
const ALARM = 'step-counts'
/** How long counts are gathered before they are sent. Minutes. */
const GATHER = 5

/** Counts under one playbook that are not on their way yet, by what they count. */
interface Gathered {
  version: number
  counts: Record<string, StepCount>
}

const nothing = (version: number): Gathered => ({ version, counts: {} })

/** How well the pages of the bank's CRM are read, gathered and sent every few minutes. */
export class Health {
  readonly #playbooks: PlaybookStore
  readonly #outbox: Outbox<StepCountBatch>
  #gathered = nothing(0)

  constructor(playbooks: PlaybookStore, outbox: Outbox<StepCountBatch>) {
    this.#playbooks = playbooks
    this.#outbox = outbox
  }

  /** Takes up what was gathered before the worker stopped. */
  async restore(): Promise<void> {
    const kept = (await chrome.storage.local.get(STORED))[STORED] as Gathered | undefined
    if (!kept) return
    this.#gathered = kept
    if (Object.keys(kept.counts).length) await this.#arm()
  }

  /** Sends what waits from before. */
  flush(): Promise<void> {
    return this.#outbox.flush()
  }

  onAlarm(name: string): void {
    if (name === ALARM) void this.#seal()
    this.#outbox.onAlarm(name)
  }

  /** Counts how steps fared; without a playbook there are none. */
  async count(steps: readonly StepSeen[], noNumbers: NoNumbers = {}): Promise<void> {
    const { current, adapters } = this.#playbooks
    if (!current) return
    const { version } = current.numbered
    if (version !== this.#gathered.version) await this.#seal(version)
    const day = current.compiled.clock.dayOf(new Date())
    for (const one of toStepCounts(steps, noNumbers, adapters, day)) this.#add(one)
    await chrome.storage.local.set({ [STORED]: this.#gathered })
    await this.#arm()
  }

  #add({ count, ...what }: StepCount): void {
    const { counts } = this.#gathered
    const id = Object.values(what).join()
    counts[id] = { ...what, count: count + (counts[id]?.count ?? 0) }
  }

  /** Gives what was gathered an id, once, and puts it on its way; in the same stroke nothing is gathered any more. */
  async #seal(next = this.#gathered.version): Promise<void> {
    const { version, counts } = this.#gathered
    this.#gathered = nothing(next)
    const all = Object.values(counts)
    if (!all.length) return
    const batch = { id: crypto.randomUUID(), playbookVersion: version, counts: all }
    await this.#outbox.add(batch, { [STORED]: this.#gathered })
  }

  /** The alarm outlives the worker, though not always the browser. */
  async #arm(): Promise<void> {
    if (!(await chrome.alarms.get(ALARM))) await chrome.alarms.create(ALARM, { delayInMinutes: GATHER })
  }
}
