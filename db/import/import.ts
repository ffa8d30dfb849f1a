import { createHmac } from 'node:crypto'
import type { D1Database } from '@cloudflare/workers-types'
import type { Facts } from '../../worker/contract/catalogue.ts'
import { importSecret, makeCustomerKey, makeIdentifierHash } from '../../worker/contract/customer-key.ts'
import type { IdentifierLink } from '../../worker/contract/identity.ts'
import type { Lineage } from '../../worker/contract/lineage.ts'
import { NAMES } from '../../worker/services/loads/fewer.ts'
import { bankParameters } from '../packs/assemble.ts'
import { madeUp } from '../sample/made-up.ts'
import { synthesise } from '../sample/synthesise.ts'
import { asOfDay } from './as-of-day.ts'
import type { Base, Customer } from './base.ts'
import { BoundsKeeper, boundsOf } from './bounds.ts'
import { readCatalogue } from './catalogue.ts'
import { dayIn, noonIn } from './dates.ts'
import { ImportError } from './error.ts'
import { factsAsOf, sinceAttributes } from './fold.ts'
import { makeLoadId } from './load-id.ts'
import type { Mapping } from './mapping.ts'
import { type CheckedFile, checkFiles, type OnProgress, readExtract } from './read-extract.ts'
import type { FileSummary } from './read-file.ts'
import type { Refusal } from './refusal.ts'
import type { ReadEvent } from './rows/row.ts'
import * as write from './write.ts'

export interface ImportOptions {
  db: D1Database
  mapping: Mapping
  dir: string
  /** The bank's secret that customer keys are made under. */
  secret: string
  /** Of the generator that fills in what the extract lacks. */
  seed: string
  /** Goes live also where a file gave nothing or much of it was refused, or with fewer than half of the rows that are live. */
  accept?: boolean
  onProgress?: OnProgress
  /** Every report, also of what was taken all the same (`rows` is 0). */
  onRefused?: (refusal: Refusal) => void
  /** Every customer, also where the extract is loaded already. For those who may see numbers. */
  onCustomer?: (number: string, facts: Facts) => void
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
  const { db, mapping, dir, onProgress, onCustomer } = options
  const files = await checkFiles(dir, mapping, onProgress)
  const load = { id: await nameLoad(options, files), datasetId: mapping.dataset }
  const live = await write.liveSummary(db, load)
  if (live === null) await write.beginLoad(db, load)
  const read = live === null || onCustomer ? await run(options, files, live === null ? load : null) : null
  await write.dropOtherLoads(db, load)
  const summary: ImportSummary = read ?? JSON.parse(live ?? '')
  return { ...summary, loadId: load.id, already: live !== null }
}

function nameLoad({ mapping, secret, seed }: ImportOptions, files: CheckedFile[]): Promise<string> {
  const day = mapping.asOf === 'now' ? dayIn(mapping.timeZone, new Date()) : null
  return makeLoadId(secret, [mapping, seed, day, files.map(({ name, sha256 }) => [name, sha256])])
}

/** Reads the extract and, where `load` is given, stores it and makes it live. */
async function run(
  options: ImportOptions,
  files: CheckedFile[],
  load: write.Load | null,
): Promise<ImportSummary> {
  const { db, mapping, secret, onRefused, onProgress } = options
  const keyOf = keyMaker(await importSecret(secret))
  let events = 0
  const store = async (read: ReadEvent[]) => {
    events += read.length
    if (load) await write.writeEvents(db, load, await toRows(read, keyOf, secret))
  }
  const catalogue = await readCatalogue()
  const bounds = boundsOf(catalogue, sinceAttributes(mapping))
  const extract = await readExtract({ mapping, files, bounds, store, onRefused, onProgress })
  const asOf = await asOfDay(options, extract, load)
  const kept = new BoundsKeeper(bounds)
  const moment = mapping.asOf === 'now' ? new Date().toISOString() : noonIn(mapping.timeZone, asOf)
  await storeCustomers(options, extract.base, kept, asOf, moment, keyOf, load)
  const fileOf = (id: string) => files.find(({ spec }) => spec.id === id)?.name ?? id
  for (const report of kept.reports(mapping, fileOf)) onRefused?.(report)
  const customers = extract.base.customers.size
  const summary = { dataset: mapping.dataset, files: extract.summaries, customers, events, asOf }
  if (load) {
    const at = mapping.asOf === 'now' ? null : moment
    await write.writeIdentifiers(db, load, await identifiersOf(extract.base, keyOf, options, moment))
    if (!options.accept) await refuseFewer(db, load, extract.summaries)
    await write.foldLoad(
      db,
      load,
      { asOf: at, currency: mapping.currency },
      { catalogue, timeZone: mapping.timeZone, parameters: bankParameters() },
    )
    await write.goLive(db, load, { ...summary, asOf: at, currency: mapping.currency, summary })
  }
  return summary
}

/** An extract that was cut, or of which a file was left out, must not replace a good load. Throws, and clears what was stored. */
async function refuseFewer(db: D1Database, load: write.Load, summaries: FileSummary[]): Promise<void> {
  const fewer = await write.fewerThanLive(db, load)
  if (fewer.length === 0) return
  await write.dropLoad(db, load.id)
  const zh = fewer
    .map(({ kind, rows, live }) => `${NAMES[kind].zh} ${rows} 行（生效的有 ${live} 行）`)
    .join('、')
  const en = fewer.map(({ kind, rows, live }) => `${rows} ${NAMES[kind].en} (${live} are live)`).join(', ')
  throw new ImportError('fewer', { zh, en }, summaries)
}

const CUSTOMERS = 1000

async function storeCustomers(
  { db, mapping, seed, onProgress, onCustomer }: ImportOptions,
  { customers }: Base,
  kept: BoundsKeeper,
  asOf: string,
  moment: string,
  keyOf: KeyOf,
  load: write.Load | null,
): Promise<void> {
  const since = sinceAttributes(mapping)
  let rows: write.CustomerRow[] = []
  let done = 0
  for (const customer of customers.values()) {
    const { number, facts: read } = customer
    const own = kept.keep(factsAsOf(read, since, asOf))
    const filled = mapping.synthetic ? madeFor(seed, number, own, asOf) : {}
    const facts = { ...filled, ...own }
    onCustomer?.(number, facts)
    const lineage = { ...madeUp(filled, moment), ...lineageOf(customer, mapping) }
    rows.push({ key: await keyOf(number), facts, lineage: Object.keys(lineage).length ? lineage : null })
    done += 1
    if (rows.length < CUSTOMERS && done < customers.size) continue
    if (load) await write.writeCustomers(db, load, moment, rows)
    rows = []
    onProgress?.({ stage: 'write', file: '', done, total: customers.size })
  }
}

/** What is made up beside an extract: no contacts, of which its own events tell, or that there were none. */
function madeFor(seed: string, number: string, own: Facts, asOf: string): Facts {
  const made = Object.entries(synthesise(seed, number, own, asOf))
  return Object.fromEntries(
    made.filter(([name]) => own[name] === undefined && !name.startsWith('last_contact_')),
  )
}

/** Where facts are from that were not so on the extract's day, but on their row's. */
function lineageOf({ dated, days }: Customer, { dataset, timeZone }: Mapping): Lineage | null {
  if (dated.size === 0) return null
  const entries = [...dated].map((name) => {
    const at = noonIn(timeZone, days[name] ?? '')
    return [name, { at, source: dataset, rule: 'given' }] as const
  })
  return Object.fromEntries(entries)
}

function identifiersOf(
  { identifiers }: Base,
  keyOf: KeyOf,
  { secret, mapping }: ImportOptions,
  at: string,
): Promise<IdentifierLink[]> {
  const key = importSecret(secret)
  return Promise.all(
    identifiers.map(async ({ kind, number, customer, role, certain }) => ({
      hash: await makeIdentifierHash(await key, kind, number),
      customerKey: await keyOf(customer),
      ...{ kind, role, certain, source: mapping.dataset, at },
    })),
  )
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
function toRows(events: ReadEvent[], keyOf: KeyOf, secret: string): Promise<write.EventRow[]> {
  return Promise.all(
    events.map(async ({ source, customer, ...parts }) => ({
      id: createHmac('sha256', secret).update(`event ${source}`).digest('hex').slice(0, 32),
      customerKey: customer && (await keyOf(customer.number)),
      ...parts,
    })),
  )
}
