import type { IngestReport } from '../../contract/ingest.ts'
import { type Database, KeyTaken, runSql } from '../database.ts'
import type { Databases } from '../databases.ts'
import { batchDiffers, batchOvertaken } from './refusals.ts'
import type { Target } from './write/target.ts'

export interface KeptBatch {
  digest: string
  report: IngestReport
}

const FIND = 'SELECT digest, report FROM ingest_batch WHERE id = ?1'
/** Only while the load still takes rows: what came into one that was replaced meanwhile would be lost. */
const KEEP = `INSERT INTO ingest_batch (id, dataset_id, load_id, kind, digest, received_at, report)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE EXISTS (
    SELECT 1 FROM load l LEFT JOIN dataset d ON d.id = l.dataset_id
    WHERE l.id = ?3 AND iif(?8, d.live_load = l.id, l.state = 'loading'))`

/** Batches stand in the first database of customers. */
const home = ({ customers, playbook }: Databases): Database => customers[0] ?? playbook

/** A batch that was taken before. */
export async function findBatch(databases: Databases, id: string): Promise<KeptBatch | undefined> {
  const [found] = await runSql<{ digest: string; report: string }>(home(databases), [
    { text: FIND, values: [id] },
  ])
  const row = found?.results[0]
  return row && { digest: row.digest, report: JSON.parse(row.report) as IngestReport }
}

/** Remembers what became of a batch. Where the same one was quicker on another way, its report stands. */
export async function keepBatch(
  databases: Databases,
  report: IngestReport,
  { live, now }: Target,
): Promise<IngestReport> {
  const { batch, dataset, load, kind, digest } = report
  const values = [batch, dataset, load, kind, digest, now, JSON.stringify(report), live ? 1 : 0]
  try {
    const [kept] = await runSql(home(databases), [{ text: KEEP, values }])
    if (!kept?.meta.changes) throw batchOvertaken()
    return report
  } catch (error) {
    if (!(error instanceof KeyTaken)) throw error
    const other = await findBatch(databases, batch)
    if (other?.digest !== digest) throw batchDiffers()
    return other.report
  }
}
