import { env } from 'cloudflare:workers'
import type { Facts } from '../../../worker/contract/catalogue.ts'
import { SegmentationRun, type SegmentModel } from '../../../worker/contract/segmentation.ts'
import { advance } from '../../../worker/services/segmentation/advance.ts'
import { discardRun } from '../../../worker/services/segmentation/discard.ts'
import { listRuns, readRun } from '../../../worker/services/segmentation/list.ts'
import { publishRun } from '../../../worker/services/segmentation/publish.ts'
import { startRun } from '../../../worker/services/segmentation/start.ts'
import { addBase, databases, db, keyOf } from '../edge.ts'

export const NOW = new Date()
export const at = NOW.toISOString()
const DAY = 86_400_000

/** ISO time so many days ago. */
export const ago = (days: number) => new Date(NOW.getTime() - days * DAY).toISOString()

export interface Transaction {
  customer: number
  days: number
  amount: number | null
  kind?: string
  channel?: string
  load?: string
}

/** Puts events into D1, as an importer would have left them. */
export async function addEvents(transactions: readonly Transaction[], load = 'base-1'): Promise<void> {
  const rows = transactions.map((one, no) => [
    one.load ?? load,
    `event-${no}-${crypto.randomUUID()}`,
    keyOf(one.customer),
    ago(one.days),
    one.channel ?? 'core',
    one.kind ?? 'debit',
    one.amount,
  ])
  await env.CUSTOMERS.prepare(
    `insert into event (load_id, id, customer_key, at, channel, kind, amount)
     select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6 from json_each(?)`,
  )
    .bind(JSON.stringify(rows))
    .run()
}

/** A live base of so many customers, numbered from 1. */
export const addCustomers = (count: number, factsOf: (customer: number) => Facts = () => ({ age: 40 })) =>
  addBase({
    dataset: 'base',
    load: 'base-1',
    finishedAt: '2026-01-01T00:00:00.000Z',
    customers: Object.fromEntries(Array.from({ length: count }, (_, no) => [keyOf(no + 1), factsOf(no + 1)])),
  })

/** Takes steps until nothing computes any more. */
export async function finished(): Promise<void> {
  while (await advance(databases, NOW)) {}
}

/** A run of a model that waits in preview. */
export async function computed(model: SegmentModel, by: string | null = 'starter'): Promise<SegmentationRun> {
  const { id } = await startRun(databases, model, { by, at })
  await finished()
  return readRun(db, id)
}

/** A run of a model that went live by a second person. */
export async function published(model: SegmentModel): Promise<SegmentationRun> {
  const { id } = await computed(model)
  return publishRun(databases, { id, by: 'second', at })
}

/** Nothing computes afterwards. */
export async function clear(): Promise<void> {
  const { runs } = await listRuns(databases, NOW)
  for (const { id, state } of runs)
    if (state === 'computing') await discardRun(databases, { id, by: 'starter', at })
}

/** Group of each customer of a run, by number. */
export async function membersOf(run: number): Promise<Record<number, string>> {
  const { results } = await env.CUSTOMERS.prepare(
    'select customer_key, value from segmentation_member where run_id = ?',
  )
    .bind(run)
    .all<{ customer_key: string; value: string }>()
  return Object.fromEntries(
    results.map(({ customer_key, value }) => [Number.parseInt(customer_key, 16), value]),
  )
}

export const runFrom = async (answer: Response) => SegmentationRun.parse(await answer.json())
