import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { D1Database } from '@cloudflare/workers-types'
import * as z from 'zod'
import type { Facts } from '../../worker/contract/catalogue.ts'
import { importSecret, makeCustomerKey, makeIdentifierHash } from '../../worker/contract/customer-key.ts'
import type { IdentifierLink } from '../../worker/contract/identity.ts'
import { GENERATOR } from '../../worker/contract/lineage.ts'
import { readCatalogue } from '../import/catalogue.ts'
import { dayIn, startOfDayIn } from '../import/dates.ts'
import { makeLoadId } from '../import/load-id.ts'
import * as write from '../import/write.ts'
import { bankParameters } from '../packs/assemble.ts'
import { customerFacts } from './customer.ts'
import { type GeneratedCustomer, generateSample, SEED } from './generate.ts'
import { factsBefore } from './history/changes.ts'
import { customerHistory } from './history/history.ts'
import { linksOf } from './identifiers.ts'
import { madeUp } from './made-up.ts'

const BANK = join(import.meta.dirname, '../packs/bank.json')
const CURRENCY = 'CNY'
/** The dataset of the sample. */
export const SAMPLE = 'sample'

export interface LoadedCustomers {
  customers: GeneratedCustomer[]
  /** True where the same customers of the same day were live before. */
  already: boolean
  /** How many customers of an earlier load these took the place of; null where there was none. */
  replaced: number | null
}

/**
 * Loads the sample as dataset `sample`, made for an ISO day: today, unless given; with what happened with each customer,
 * unless `history` is false.
 */
export function loadSample(
  db: D1Database,
  secret: string,
  asOf: string = today(),
  { seed = SEED, count = 500, history = true } = {},
): Promise<LoadedCustomers> {
  const target = { datasetId: SAMPLE, parts: [seed, count, history, 'links'], seed, history, linked: true }
  return load(db, secret, asOf, target, () => generateSample(seed, count, asOf))
}

/**
 * Loads made-up facts for given customer numbers as dataset `numbers`, in place of those loaded so before,
 * so that Fineline can be tried on a CRM that is already there.
 */
export function loadNumbers(
  db: D1Database,
  secret: string,
  numbers: readonly string[],
  asOf: string = today(),
): Promise<LoadedCustomers> {
  const target = { datasetId: 'numbers', parts: [SEED, numbers], seed: SEED, history: true, linked: false }
  return load(db, secret, asOf, target, () =>
    numbers.map((number) => ({ number, facts: customerFacts(SEED, number, asOf) })),
  )
}

interface Target {
  datasetId: string
  /** What else than secret and day the customers are made from. */
  parts: unknown[]
  seed: string
  history: boolean
  /** Accounts, cards and phones lead to the customers too. */
  linked: boolean
}

async function load(
  db: D1Database,
  secret: string,
  asOf: string,
  { datasetId, parts, seed, history, linked }: Target,
  generate: () => GeneratedCustomer[],
): Promise<LoadedCustomers> {
  const target = { id: await makeLoadId(secret, [datasetId, asOf, parts]), datasetId }
  const customers = await keyed(generate(), secret)
  const already = (await write.liveSummary(db, target)) !== null
  const replaced = already ? null : await write.liveCount(db, datasetId)
  const links = linked && !already ? await linkedTo(customers, secret, startOfDayIn(timeZone(), asOf)) : []
  if (!already) await store(db, target, asOf, { customers, links }, history ? seed : null)
  await write.dropOtherLoads(db, target)
  if (!already && history) await storeBefore(db, target, asOf, customers, seed)
  return { customers: await folded(db, target, customers), already, replaced }
}

interface KeyedCustomer extends GeneratedCustomer {
  key: string
}

async function keyed(customers: GeneratedCustomer[], secret: string): Promise<KeyedCustomer[]> {
  const key = await importSecret(secret)
  return Promise.all(
    customers.map(async (customer) => ({ ...customer, key: await makeCustomerKey(key, customer.number) })),
  )
}

/** @param seed of what happened with the customers; null: nothing did */
async function store(
  db: D1Database,
  target: write.Load,
  asOf: string,
  { customers, links }: { customers: readonly KeyedCustomer[]; links: readonly IdentifierLink[] },
  seed: string | null,
): Promise<void> {
  await write.beginLoad(db, target)
  const [made, at] = [await ofGenerator(), startOfDayIn(timeZone(), asOf)]
  const rows = customers.map(({ key, facts }) => ({ key, facts, lineage: madeUp(made(facts), at) }))
  await write.writeCustomers(db, target, at, rows)
  const events = seed === null ? [] : customers.flatMap((customer) => eventsOf(customer, seed, asOf))
  await write.writeEvents(db, target, events)
  await write.writeIdentifiers(db, target, links)
  await write.foldLoad(db, target, { asOf: null, currency: CURRENCY }, await rules())
  const counts = { customers: customers.length, events: events.length }
  await write.goLive(db, target, { ...counts, asOf: null, currency: CURRENCY, summary: counts })
}

async function linkedTo(
  customers: readonly KeyedCustomer[],
  secret: string,
  at: string,
): Promise<IdentifierLink[]> {
  const imported = await importSecret(secret)
  const keys = new Map(customers.map(({ number, key }) => [number, key]))
  const links = linksOf(customers.map(({ number }) => number))
  return Promise.all(
    links.map(async ({ kind, number, customer, role, certain }) => ({
      hash: await makeIdentifierHash(imported, kind, number),
      customerKey: keys.get(customer) ?? '',
      ...{ kind, role, certain, source: GENERATOR, at },
    })),
  )
}

/** Tells what facts were before, in the place of what differs only because the sample was made for another day. */
async function storeBefore(
  db: D1Database,
  target: write.Load,
  asOf: string,
  customers: readonly KeyedCustomer[],
  seed: string,
): Promise<void> {
  const rows = customers.flatMap(({ key, number, facts }) =>
    factsBefore(seed, number, facts, asOf).map((one) => ({ ...one, key })),
  )
  await write.writeHistory(db, target, rows)
  await write.foldLoad(db, target, { asOf: null, currency: CURRENCY }, await rules())
}

/** Of a customer's facts those that an extract of the bank would lack; the others have the sample for their source. */
async function ofGenerator(): Promise<(facts: Facts) => Facts> {
  const names = new Set((await readCatalogue()).flatMap((one) => (one.synthetic ? [one.name] : [])))
  return (facts) => Object.fromEntries(Object.entries(facts).filter(([name]) => names.has(name)))
}

const rules = async () => ({
  ...{ catalogue: await readCatalogue(), timeZone: timeZone() },
  parameters: bankParameters(),
})

/** Each says of itself that it is made up. Of one moment ids stand in order too. */
const eventsOf = ({ key, number, facts }: KeyedCustomer, seed: string, asOf: string): write.EventRow[] =>
  customerHistory(seed, number, facts, asOf).map((event, at) => ({
    ...{ ...event, id: `${key.slice(0, 24)}-${String(at).padStart(5, '0')}`, customerKey: key },
    detail: { ...event.detail, synthetic: true },
  }))

/** With the facts as they stand, those among them that are made from events. */
async function folded(
  db: D1Database,
  target: write.Load,
  customers: readonly KeyedCustomer[],
): Promise<GeneratedCustomer[]> {
  const sql = 'SELECT key, facts FROM customer WHERE load_id = ?1'
  const { results } = await db.prepare(sql).bind(target.id).all<{ key: string; facts: string }>()
  const byKey = new Map(results.map(({ key, facts }) => [key, JSON.parse(facts) as Facts]))
  return customers.map(({ key, number, facts }) => ({ number, facts: byKey.get(key) ?? facts }))
}

function today(): string {
  return dayIn(timeZone(), new Date())
}

function timeZone(): string {
  return z.object({ timeZone: z.string() }).parse(JSON.parse(readFileSync(BANK, 'utf8'))).timeZone
}
