import type { IngestKind } from '../../contract/ingest.ts'
import { finalsOf, relocateMerged } from '../customers/moved.ts'
import type { Database } from '../database.ts'
import { byDatabase, type Databases } from '../databases.ts'
import { BucketElsewhere } from '../placement/elsewhere.ts'
import { renewing } from '../placement/renewing.ts'
import { bringTogether } from '../rotations/bring-together.ts'
import { pairedKeys, type Standing, standingKeys } from '../rotations/standing.ts'
import { EventDays } from './event-days.ts'
import type { Reporting } from './reporting.ts'
import type { SoundRow } from './rows/row.ts'
import { keysIn, underKeys } from './rows/under-keys.ts'
import { writeCustomers } from './write/customers.ts'
import { writeEvents } from './write/events.ts'
import { writeIdentifiers } from './write/identifiers.ts'
import { writeMoves } from './write/moves.ts'
import type { Target, WriteRows } from './write/target.ts'

export const WRITERS: Record<IngestKind, WriteRows> = {
  customers: writeCustomers,
  events: writeEvents,
  identifiers: writeIdentifiers,
  moves: writeMoves,
}

/** Rows of one statement: more give nothing, and a bound value holds 2 MB. Moves are a statement each. */
const MOST_ROWS: Record<IngestKind, number> = {
  customers: 10_000,
  events: 10_000,
  identifiers: 10_000,
  moves: 200,
}
const MOST_BYTES = 1_500_000

/** Bytes in UTF-8, at the most. */
const bytesOf = (text: string): number => (/[^\0-\x7f]/.test(text) ? text.length * 3 : text.length)

interface Waiting {
  line: number
  row: SoundRow
}

const keysOf = (rows: readonly Waiting[]) => [...new Set(rows.flatMap(({ row }) => row.key ?? []))]

const everyKey = (kind: IngestKind, rows: readonly Waiting[]) => [
  ...new Set(rows.flatMap(({ row }) => keysIn(kind, row))),
]

/** How many rows have a value at one of these places. */
function rowsOf(rows: readonly Waiting[], places: ReadonlySet<number>): number {
  let place = 0
  return rows.filter(({ row }) => row.values.map(() => places.has(place++)).includes(true)).length
}

const NONE: ReadonlyMap<string, string> = new Map()

/** Gathers rows and writes them so many at a time, each into the database that holds its customer. */
export class Chunks {
  readonly #kind: IngestKind
  readonly #target: Target
  readonly #databases: Databases
  readonly #reporting: Reporting
  /** Of the events that were written. */
  readonly days = new EventDays()
  #known: Standing | undefined
  #waiting: Waiting[] = []
  #values = 0
  #bytes = 0

  constructor(kind: IngestKind, target: Target, databases: Databases, reporting: Reporting) {
    this.#kind = kind
    this.#target = target
    this.#databases = databases
    this.#reporting = reporting
  }

  /** True where enough rows have come together: write them before more are added. */
  add(line: number, row: SoundRow): boolean {
    this.#waiting.push({ line, row })
    this.#values += row.values.length
    for (const value of row.values) this.#bytes += bytesOf(value)
    return this.#values >= MOST_ROWS[this.#kind] || this.#bytes >= MOST_BYTES
  }

  async write(): Promise<void> {
    const all = this.#waiting
    ;[this.#waiting, this.#values, this.#bytes] = [[], 0, 0]
    const rows = await this.#standing(all)
    await this.#writeAll(rows)
    if (this.#kind === 'moves') await relocateMerged(this.#databases, keysOf(rows), this.#target.now)
    await this.#settle(rows)
  }

  /** While keys are being changed rows go under the keys under which those of their customers stand. */
  async #standing(rows: readonly Waiting[]): Promise<readonly Waiting[]> {
    const { rotation } = this.#target
    this.#known = undefined
    if (!rotation || rows.length === 0) return rows
    const read = this.#kind === 'moves' ? pairedKeys : standingKeys
    const asked = everyKey(this.#kind, rows)
    this.#known = await renewing(this.#databases, () => read(this.#databases, asked, rotation))
    const { keys } = this.#known
    return keys.size === 0
      ? rows
      : rows.map(({ line, row }) => ({ line, row: underKeys(this.#kind, row, keys) }))
  }

  /** A pair may have come while rows were written, or the change gone on: then they are put where they belong now. */
  async #settle(rows: readonly Waiting[]): Promise<void> {
    const before = this.#known
    if (!before?.rotation || this.#kind === 'moves') return
    const keys = keysOf(rows)
    const started = before.rotation
    const now = await renewing(this.#databases, () => standingKeys(this.#databases, keys, started))
    const isOver = now.rotation === null
    const wanted = keys.flatMap((from) => {
      const to = now.keys.get(from) ?? (isOver ? before.pairs.get(from) : undefined)
      return to === undefined ? [] : [{ from, to }]
    })
    await bringTogether(this.#databases, wanted, this.#target.now)
  }

  /** Rows whose customers have just moved to another database go there; what they left is as if it had never been asked. */
  async #writeAll(rows: readonly Waiting[], tries = 5): Promise<void> {
    const several = this.#databases.customers.length > 1 && this.#kind !== 'moves'
    const finals = several && !this.#known ? await finalsOf(this.#databases, keysOf(rows)) : NONE
    const refused = new Set<Waiting>()
    for (const [db, group] of this.#grouped(rows, finals)) {
      const some = group.filter((row) => !refused.has(row))
      try {
        // Whom a refused row names is looked at in every database or in none.
        for (const row of await this.#writeTo(db, some, keysOf(group))) refused.add(row)
      } catch (error) {
        if (!(error instanceof BucketElsewhere) || tries === 0) throw error
        await this.#databases.renew()
        await this.#writeAll(some, tries - 1)
      }
    }
  }

  /** By database of whom its customer is now; what names nobody stands in the first, and moves in all: both their customers ask for them. */
  #grouped(rows: readonly Waiting[], finals: ReadonlyMap<string, string>): [Database, readonly Waiting[]][] {
    const { customers } = this.#databases
    const [first] = customers
    if (!first || rows.length === 0) return []
    if (this.#kind === 'moves') return customers.map((db) => [db, rows])
    const named = rows.filter(({ row }) => row.key !== null)
    const nameless = rows.filter(({ row }) => row.key === null)
    const groups: [Database, readonly Waiting[]][] = [
      ...byDatabase(this.#databases, named, ({ row: { key = '' } }) => finals.get(key ?? '') ?? key ?? ''),
    ]
    if (nameless.length > 0) groups.push([first, nameless])
    return groups
  }

  /** @returns those refused: of moves the first database judges, so that all have the same of them whoever else sends some */
  async #writeTo(db: Database, rows: readonly Waiting[], keys: readonly string[]): Promise<Waiting[]> {
    const values = rows.flatMap(({ row }) => row.values)
    const { stored, refused, strangers, days } = await WRITERS[this.#kind](db, this.#target, values, keys)
    if (this.#kind === 'moves' && db !== this.#databases.customers[0]) return []
    this.#reporting.taken += typeof stored === 'number' ? stored : rowsOf(rows, stored)
    this.days.add(days ?? [])
    if (strangers?.size)
      this.#reporting.unknownCustomers += rows.filter(({ row }) => row.key && strangers.has(row.key)).length
    return [...refused].flatMap(([at, problem]) => {
      const wrong = rows[at]
      if (wrong) this.#reporting.refuse(wrong.line, problem)
      return wrong ?? []
    })
  }
}
