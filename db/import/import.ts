import { createHmac } from 'node:crypto'
import type { D1Database } from '@cloudflare/workers-types'
import type { Facts } from '../../worker/contract/catalogue.ts'
import { importSecret, makeCustomerKey } from '../../worker/contract/customer-key.ts'
import { synthesise } from '../sample/synthesise.ts'
import { type Base, emptyBase } from './base.ts'
import { dayIn, noonIn } from './dates.ts'
import { ImportError } from './error.ts'
import { factsAsOf, sinceAttributes } from './fold.ts'
import { makeLoadId } from './load-id.ts'
import type { Mapping } from './mapping.ts'
import { type FileSummary, readFile } from './read-file.ts'
import type { Place, Refusal } from './refusal.ts'
import type { ReadEvent } from './rows/row.ts'
import { locate, type Scan, type SourceFile, scan } from './source.ts'
import * as write from './write.ts'

/** How far an import is. `done` and `total` are bytes, but rows while customers are written. */
export interface Progress {
  stage: 'scan' | 'read' | 'write'
  /** Empty while customers are written. */
  file: string
  done: number
  total: number
}

export interface ImportOptions {
  db: D1Database
  mapping: Mapping
  dir: string
  /** The bank's secret that customer keys are made under. */
  secret: string
  /** Of the generator that fills in what the extract lacks. */
  seed: string
  onProgress?(progress: Progress): void
  /** Every report, also of what was taken all the same (`rows` is 0). */
  onRefused?(refusal: Refusal): void
  /** Every customer, also where the extract is loaded already. For those who may see numbers. */
  onCustomer?(number: string, facts: Facts): void
}

export interface ImportSummary {
  dataset: string
  files: FileSummary[]
  customers: number
  events: number
  /** ISO day. */
  asOf: string
}

export interface ImportResult extends ImportSummary {
  loadId: string
  /** True where this very extract was live before. */
  already: boolean
}

/**
 * Loads an extract: all of it or, where this throws, nothing. Rows that cannot be taken are reported and left out.
 * Broken off, it goes on when started again. Throws ImportError.
 */
export async function importExtract(options: ImportOptions): Promise<ImportResult> {
  const { db, mapping, onCustomer } = options
  const sources = await locate(options.dir, mapping)
  const scans = await scanAll(sources, options)
  const load = { id: await nameLoad(options, sources, scans), datasetId: mapping.dataset }
  const live = await write.liveSummary(db, load)
  if (live === null) await write.beginLoad(db, load)
  const stored =
    live === null || onCustomer ? await run(options, sources, scans, live === null ? load : null) : null
  await write.dropOtherLoads(db, load)
  const summary: ImportSummary = stored ?? JSON.parse(live ?? '')
  return { ...summary, loadId: load.id, already: live !== null }
}

async function scanAll(sources: SourceFile[], { onProgress }: ImportOptions): Promise<Scan[]> {
  const scans = []
  for (const [done, { path, name }] of sources.entries()) {
    onProgress?.({ stage: 'scan', file: name, done, total: sources.length })
    scans.push(await scan(path))
  }
  return scans
}

function nameLoad(options: ImportOptions, sources: SourceFile[], scans: Scan[]): Promise<string> {
  const { mapping, secret, seed } = options
  const files = sources.map(({ name }, i) => [name, scans[i]?.sha256])
  const day = mapping.asOf === 'now' ? dayIn(mapping.timeZone, new Date()) : null
  return makeLoadId(secret, [mapping, seed, day, files])
}

/** Reads the extract and, where `load` is given, stores it and makes it live. */
async function run(
  options: ImportOptions,
  sources: SourceFile[],
  scans: Scan[],
  load: write.Load | null,
): Promise<ImportSummary> {
  const { db, mapping, secret } = options
  const base = emptyBase()
  const keyOf = keyMaker(await importSecret(secret))
  let events = 0
  const files = await readAll(options, sources, scans, base, async (read) => {
    events += read.length
    if (!load) return
    await write.writeEvents(db, load, await Promise.all(read.map((event) => toRow(event, keyOf, secret))))
  })
  const asOf = await asOfDay(options, base, files, load)
  const moment = mapping.asOf === 'now' ? new Date().toISOString() : noonIn(mapping.timeZone, asOf)
  await storeCustomers(options, base, asOf, moment, keyOf, load)
  const summary = { dataset: mapping.dataset, files, customers: base.customers.size, events, asOf }
  if (load) {
    const at = mapping.asOf === 'now' ? null : moment
    await write.goLive(db, load, { ...summary, asOf: at, currency: mapping.currency, summary })
  }
  return summary
}

async function readAll(
  options: ImportOptions,
  sources: SourceFile[],
  scans: Scan[],
  base: Base,
  store: (events: ReadEvent[]) => Promise<void>,
): Promise<FileSummary[]> {
  const total = scans.reduce((sum, { bytes }) => sum + bytes, 0)
  const keys = new Map(options.mapping.files.map((spec) => [spec, new Map<string, Place>()]))
  const files = []
  let before = 0
  for (const [i, source] of sources.entries()) {
    const { bytes = 0, broken = false } = scans[i] ?? {}
    const context = {
      mapping: options.mapping,
      base,
      keys: keys.get(source.spec) ?? new Map(),
      broken,
      report: (refusal: Refusal) => options.onRefused?.(refusal),
      store,
      onBytes: (read: number) =>
        options.onProgress?.({
          stage: 'read',
          file: source.name,
          done: Math.min(total, before + read),
          total,
        }),
    }
    files.push(await readFile(source, context))
    before += bytes
  }
  return files
}

/** The day the extract is decided for. Throws, and clears what was stored, where nothing can go live. */
async function asOfDay(
  { db, mapping }: ImportOptions,
  base: Base,
  files: FileSummary[],
  load: write.Load | null,
): Promise<string> {
  const given = mapping.asOf === 'now' ? dayIn(mapping.timeZone, new Date()) : null
  const day = typeof mapping.asOf === 'object' ? mapping.asOf.day : (given ?? base.latestEvent)
  if (day !== null && base.customers.size) return day
  if (load) await write.dropLoad(db, load.id)
  throw new ImportError(base.customers.size ? 'no-as-of' : 'nothing-taken', {}, files)
}

const CUSTOMERS = 1000

async function storeCustomers(
  { db, mapping, seed, onProgress, onCustomer }: ImportOptions,
  { customers }: Base,
  asOf: string,
  moment: string,
  keyOf: KeyOf,
  load: write.Load | null,
): Promise<void> {
  const since = sinceAttributes(mapping)
  let rows: write.CustomerRow[] = []
  let done = 0
  for (const { number, facts: read } of customers.values()) {
    const own = factsAsOf(read, since, asOf)
    const facts = mapping.synthetic ? { ...synthesise(seed, number, own, asOf), ...own } : own
    onCustomer?.(number, facts)
    rows.push({ key: await keyOf(number), facts })
    done += 1
    if (rows.length < CUSTOMERS && done < customers.size) continue
    if (load) await write.writeCustomers(db, load, moment, rows)
    rows = []
    onProgress?.({ stage: 'write', file: '', done, total: customers.size })
  }
}

type KeyOf = (number: string) => Promise<string>

/** Makes every customer's key once. */
function keyMaker(secret: CryptoKey): KeyOf {
  const keys = new Map<string, Promise<string>>()
  return (number) => {
    const key = keys.get(number) ?? makeCustomerKey(secret, number)
    keys.set(number, key)
    return key
  }
}

/** What names an event at its source may hold numbers of the bank, so only a keyed hash of it is stored. */
async function toRow(event: ReadEvent, keyOf: KeyOf, secret: string): Promise<write.EventRow> {
  const { source, customer, ...parts } = event
  const id = createHmac('sha256', secret).update(`event ${source}`).digest('hex').slice(0, 32)
  return { id, customerKey: customer && (await keyOf(customer.number)), ...parts }
}
