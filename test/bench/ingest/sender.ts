import { gzipSync } from 'node:zlib'
import type { IngestReport } from '../../../worker/contract/ingest.ts'

/** A batch ready to be sent. */
export interface Prepared {
  kind: 'customers' | 'events'
  id: string
  rows: number
  body: Buffer
}

export function prepare(kind: Prepared['kind'], id: string, rows: readonly object[]): Prepared {
  const body = gzipSync(rows.map((row) => `${JSON.stringify(row)}\n`).join(''), { level: 6 })
  return { kind, id, rows: rows.length, body }
}

/** Sends one batch through the public API. Throws where it is not answered, or not taken whole. */
export async function sendBatch(
  url: string,
  token: string,
  { kind, id, rows, body }: Prepared,
): Promise<IngestReport> {
  const answer = await fetch(`${url}/v1/ingest/${kind}?dataset=bench`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/x-ndjson',
      'content-encoding': 'gzip',
      'idempotency-key': id,
    },
    body: new Uint8Array(body),
  })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  const report = (await answer.json()) as IngestReport
  if (report.refused > 0 || report.rowsIn !== rows) throw new Error(`batch ${id}: ${JSON.stringify(report)}`)
  return report
}

/** Works through a list, so many at a time. */
export async function withWorkers<T>(
  list: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<unknown>,
): Promise<void> {
  const waiting = list.values()
  const one = async () => {
    for (const next of waiting) await work(next)
  }
  await Promise.all(Array.from({ length: atOnce }, one))
}
