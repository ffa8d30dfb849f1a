import type { IngestKind, IngestReport } from '../../contract/ingest.ts'
import type { Databases } from '../databases.ts'
import { findBatch, type KeptBatch, keepBatch } from './batches.ts'
import { Chunks } from './chunk.ts'
import type { Declared } from './declared.ts'
import { digesting } from './digesting.ts'
import { type Line, linesOf } from './lines.ts'
import { batchDiffers } from './refusals.ts'
import { Reporting } from './reporting.ts'
import { customerReader } from './rows/customer.ts'
import { declaredKinds, eventReader } from './rows/event.ts'
import { identifierReader } from './rows/identifier.ts'
import { type Latest, latestAt } from './rows/moment.ts'
import { moveReader } from './rows/move.ts'
import { type ReadRow, RowProblem } from './rows/row.ts'
import { targetOf } from './target-of.ts'

/** A batch as it is sent. */
export interface Batch {
  /** Chosen by the sender: sent again under it, the same body is answered as before. */
  id: string
  kind: IngestKind
  dataset: string
  /** Name of a full refresh; undefined: into the live load. */
  load: string | undefined
  /** Subject of the token it came with. */
  by: string
  /** NDJSON, decompressed. */
  body: AsyncIterable<Uint8Array>
}

/**
 * Takes a batch row by row: what is wrong costs its own row. Answered only when the databases hold all of it, so that
 * a batch whose answer was lost is sent again and nothing is doubled.
 * @throws Refused: no such dataset, load over, another body under this id; DatabaseUnavailable, and what the body throws
 */
export async function takeBatch(
  databases: Databases,
  batch: Batch,
  declared: Declared,
  now: Date,
): Promise<IngestReport> {
  const known = await findBatch(databases, batch.id)
  if (known) return answerKnown(known, batch)
  const target = { ...(await targetOf(databases, batch, now)), now: now.toISOString() }
  const reporting = new Reporting()
  const chunks = new Chunks(batch.kind, target, databases, reporting)
  const { body, digest } = digesting(batch)
  const read = readerOf(batch, declared, latestAt(now))
  for await (const lines of linesOf(body)) {
    for (const line of lines) {
      reporting.rowsIn += 1
      const row = readLine(line, read, reporting)
      if (row instanceof RowProblem) reporting.refuse(line.number, row)
      else if (chunks.add(line.number, row)) await chunks.write()
    }
  }
  await chunks.write()
  const { id, dataset, kind } = batch
  const report = {
    batch: id,
    dataset,
    kind,
    load: target.loadId,
    ...reporting.counts(),
    digest: await digest,
  }
  const kinds = declaredKinds(declared)
  return keepBatch(databases, report, target, { by: batch.by, days: chunks.days.all(), kinds })
}

/** The same body is answered as before, without a look at what it did since. */
async function answerKnown(known: KeptBatch, batch: Batch): Promise<IngestReport> {
  const { body, digest } = digesting(batch)
  for await (const _ of body);
  if ((await digest) !== known.digest) throw batchDiffers()
  return known.report
}

function readerOf({ kind, dataset }: Batch, declared: Declared, latest: Latest): ReadRow {
  switch (kind) {
    case 'events':
      return eventReader(declared, latest)
    case 'customers':
      return customerReader(declared.catalogue, dataset, latest)
    case 'identifiers':
      return identifierReader(dataset, latest)
    case 'moves':
      return moveReader(latest)
  }
}

function readLine({ text, problem }: Line, read: ReadRow, notes: Reporting) {
  if (problem) return new RowProblem(problem)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return new RowProblem('not-json')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return new RowProblem('not-an-object')
  return read(value as Readonly<Record<string, unknown>>, notes)
}
