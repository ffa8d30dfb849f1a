import { createHash } from 'node:crypto'
import type { D1Database } from '@cloudflare/workers-types'
import { applyMigrations } from '../../../db/local.ts'
import { assemblePlaybook } from '../../../db/packs/assemble.ts'
import { type GeneratedCustomer, generateSample, SEED } from '../../../db/sample/generate.ts'
import { type Binding, openDatabase } from '../../../worker/services/database.ts'
import { publish } from '../../../worker/services/playbook/publish.ts'
import { DAY, NOW } from './moment.ts'

const TOGETHER = 10_000

/** Customers as the sample's generator makes them: it takes its time, so before anything is opened. */
export const generated = (count: number) => generateSample(SEED, count, DAY)

const keyOf = (number: string) => createHash('sha256').update(number).digest('hex')

/**
 * These customers, the shipped playbook, and so many transactions of two years: most customers have few, some very
 * many, one in eight none; amounts from a few to hundreds of thousands. The same numbers give the same events.
 */
export async function fillSegments(
  d1: D1Database,
  customers: readonly GeneratedCustomer[],
  events: number,
): Promise<void> {
  await applyMigrations(d1)
  await publish(openDatabase(d1 as unknown as Binding), assemblePlaybook(), `${DAY}T00:00:00.000Z`)
  await d1.batch(['bench-load', 'bench'].map((id, no) => d1.prepare(LOADS[no] ?? '').bind(id)))
  for (let start = 0; start < customers.length; start += TOGETHER / 5) {
    const rows = customers.slice(start, start + TOGETHER / 5)
    await d1
      .prepare(CUSTOMERS)
      .bind(JSON.stringify(rows.map(({ number, facts }) => [keyOf(number), facts])))
      .run()
  }
  const { results } = await d1
    .prepare('select key, load_id as loadId from customer order by key')
    .all<{ key: string; loadId: string }>()
  const insert = d1.prepare(INSERT)
  for (let start = 0; start < events; start += TOGETHER) {
    const numbers = Array.from({ length: Math.min(TOGETHER, events - start) }, (_, at) => start + at)
    await insert.bind(JSON.stringify(numbers.map((no) => eventOf(no, results)))).run()
  }
}

function eventOf(no: number, customers: readonly { key: string; loadId: string }[]) {
  const [who, when, much] = [2_654_435_761, 40_503_007, 97_531_357].map(
    (by) => ((no + 1) * by) % 4_294_967_291,
  )
  const place = Math.floor(((who ?? 0) / 4_294_967_291) ** 2 * customers.length)
  const { key, loadId } = customers[place % 8 === 7 ? place - 1 : place] ?? { key: '', loadId: '' }
  const at = new Date(Date.parse(NOW) - ((when ?? 0) % 63_072_000) * 1000).toISOString()
  const amount = Math.round(Math.exp(5 + (((much ?? 0) % 1000) / 1000) * 12))
  return [loadId, `event-${no}`, key, at, 'core', no % 3 ? 'debit' : 'credit', amount]
}

const INSERT = `
  insert into event (load_id, id, customer_key, at, channel, kind, amount)
  select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6 from json_each(?1)`

const LOADS = [
  `insert into load (id, dataset_id, state, started_at, finished_at) values (?, 'bench', 'done', '${NOW}', '${NOW}')`,
  "insert into dataset (id, live_load, currency) values (?, 'bench-load', 'CNY')",
]

const CUSTOMERS = `
  insert into customer (key, load_id, facts, facts_as_of)
  select value ->> 0, 'bench-load', value ->> 1, '${NOW}' from json_each(?1)`
