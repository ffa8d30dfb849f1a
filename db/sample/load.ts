import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { D1Database } from '@cloudflare/workers-types'
import * as z from 'zod'
import { importSecret, makeCustomerKey } from '../../worker/contract/customer-key.ts'
import { dayIn, startOfDayIn } from '../import/dates.ts'
import { makeLoadId } from '../import/load-id.ts'
import * as write from '../import/write.ts'
import { customerFacts } from './customer.ts'
import { type GeneratedCustomer, generateSample, SEED } from './generate.ts'

const BANK = join(import.meta.dirname, '../packs/bank.json')
const CURRENCY = 'CNY'

export interface LoadedCustomers {
  customers: GeneratedCustomer[]
  /** True where the same customers of the same day were live before. */
  already: boolean
  /** How many customers of an earlier load these took the place of; null where there was none. */
  replaced: number | null
}

/** Loads the sample as dataset `sample`, made for an ISO day: today, unless given. */
export function loadSample(
  db: D1Database,
  secret: string,
  asOf: string = today(),
  { seed = SEED, count = 500 } = {},
): Promise<LoadedCustomers> {
  return load(db, secret, 'sample', asOf, [seed, count], () => generateSample(seed, count, asOf))
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
  return load(db, secret, 'numbers', asOf, [SEED, numbers], () =>
    numbers.map((number) => ({ number, facts: customerFacts(SEED, number, asOf) })),
  )
}

async function load(
  db: D1Database,
  secret: string,
  datasetId: string,
  asOf: string,
  parts: unknown[],
  generate: () => GeneratedCustomer[],
): Promise<LoadedCustomers> {
  const target = { id: await makeLoadId(secret, [datasetId, asOf, parts]), datasetId }
  const customers = generate()
  const already = (await write.liveSummary(db, target)) !== null
  const replaced = already ? null : await write.liveCount(db, datasetId)
  if (!already) await store(db, secret, target, asOf, customers)
  await write.dropOtherLoads(db, target)
  return { customers, already, replaced }
}

async function store(
  db: D1Database,
  secret: string,
  target: write.Load,
  asOf: string,
  customers: GeneratedCustomer[],
): Promise<void> {
  const key = await importSecret(secret)
  await write.beginLoad(db, target)
  const rows = await Promise.all(
    customers.map(async ({ number, facts }) => ({
      key: await makeCustomerKey(key, number),
      facts,
      lineage: null,
    })),
  )
  await write.writeCustomers(db, target, startOfDayIn(timeZone(), asOf), rows)
  const counts = { customers: customers.length, events: 0 }
  await write.goLive(db, target, { ...counts, asOf: null, currency: CURRENCY, summary: counts })
}

function today(): string {
  return dayIn(timeZone(), new Date())
}

function timeZone(): string {
  return z.object({ timeZone: z.string() }).parse(JSON.parse(readFileSync(BANK, 'utf8'))).timeZone
}
