import { type Binding, DatabaseUnavailable } from '../database.ts'
import { bucketOf } from './bucket.ts'
import { readPlacement } from './read.ts'

/** Databases of customers by name, in the order of the list. */
export type Named = readonly (readonly [name: string, binding: Binding])[]

/** Where each bucket stands, as this isolate knows it. It may be old: the databases themselves know better. */
export class Placing {
  readonly #playbook: Binding
  readonly named: ReadonlyMap<string, Binding>
  #names: readonly string[] | undefined

  constructor(playbook: Binding, named: Named) {
    this.#playbook = playbook
    this.named = new Map(named)
  }

  /** Reads the placement unless it is known. @throws DatabaseUnavailable */
  async ready(): Promise<void> {
    if (!this.#names) await this.renew()
  }

  /**
   * Reads it anew. Each request for itself: one that the platform ends would leave all who wait for its answer without
   * any. @throws DatabaseUnavailable
   */
  async renew(): Promise<void> {
    this.#names = await readPlacement(this.#playbook, this.named)
  }

  /** Name of the database that has the bucket of a key. @throws DatabaseUnavailable before it is known */
  nameOf(key: string): string {
    return this.nameOfBucket(bucketOf(key))
  }

  nameOfBucket(bucket: number): string {
    const name = this.#names?.[bucket]
    if (name === undefined) throw new DatabaseUnavailable(`no placement of bucket ${bucket}`)
    return name
  }
}
