import { env } from 'cloudflare:workers'
import { inject } from 'vitest'
import type { Facts } from '../../worker/contract/catalogue.ts'
import type { IngestKind, IngestReport } from '../../worker/contract/ingest.ts'
import { addBase, call, keyOf, newRowId } from './edge.ts'

interface Sending {
  dataset?: string
  load?: string
  /** Of the batch. */
  id?: string
  headers?: Record<string, string>
  gzip?: boolean
}

/** Rows as NDJSON; a text stands as it is. */
export const ndjson = (rows: readonly unknown[]): string =>
  rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join('')

const packed = (text: string): Promise<ArrayBuffer> =>
  new Response(new Response(text).body?.pipeThrough(new CompressionStream('gzip'))).arrayBuffer()

/** Sends a batch as an administrator; `headers` may say otherwise. */
export async function sendBatch(
  kind: IngestKind,
  rows: readonly unknown[],
  { dataset = 'probe', load, id = newRowId(), headers, gzip = false }: Sending = {},
  bytes?: Uint8Array<ArrayBuffer> | ArrayBuffer,
): Promise<Response> {
  const query = new URLSearchParams({ dataset, ...(load && { load }) })
  return call(`/v1/ingest/${kind}?${query}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${inject('tokens').admin}`,
      'content-type': 'application/x-ndjson',
      'idempotency-key': id,
      ...(gzip && { 'content-encoding': 'gzip' }),
      ...headers,
    },
    body: bytes ?? (gzip ? await packed(ndjson(rows)) : ndjson(rows)),
  })
}

/** The report of a batch that is taken. */
export async function taken(...args: Parameters<typeof sendBatch>): Promise<IngestReport> {
  const answer = await sendBatch(...args)
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  return answer.json()
}

/** A full refresh with one event of nobody; its name. */
export async function filled(): Promise<string> {
  const load = newRowId()
  await taken('events', [event({ customerKey: null })], { load })
  return load
}

export const event = (change: object = {}) => ({
  id: newRowId(),
  customerKey: keyOf(1),
  at: '2026-11-20',
  channel: 'app',
  kind: 'credit',
  amount: 100,
  ...change,
})

export const rows = async (sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
  (
    await env.CUSTOMERS.prepare(sql)
      .bind(...values)
      .all<Record<string, unknown>>()
  ).results

export const adminHeaders = { authorization: `Bearer ${inject('tokens').admin}` }

const BASE = [
  'dataset',
  'load',
  'customer',
  'event',
  'identifier',
  'customer_move',
  'fact_change',
  'ingest_batch',
  'feed_tally',
  'event_day',
  'dirty_customer',
  'sent_key',
]

/** Nothing of any customer's is left, nor of these tables besides. */
export const clearBase = (...more: string[]) =>
  env.CUSTOMERS.batch([...BASE, ...more].map((table) => env.CUSTOMERS.prepare(`delete from ${table}`)))

/** A base of the dataset that batches go to, live for long and never walked, with these customers' facts alone. */
export async function probeBase(customers: Record<string, Facts>): Promise<void> {
  await clearBase('fold_walk')
  await addBase({
    ...{ dataset: 'probe', load: 'live', finishedAt: '2026-01-01T00:00:00.000Z' },
    customers,
  })
}
