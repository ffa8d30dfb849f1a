import type { IngestReport } from '../../contract/ingest.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { entryAfter } from '../audit/entry.ts'
import { type Database, KeyTaken, runSql, type Sql, sqlOf } from '../database.ts'
import type { Databases } from '../databases.ts'
import { retried } from '../retried.ts'
import { brokenOff, type EventDay, noteDays } from './event-days.ts'
import { heardBy, isNews } from './news.ts'
import { batchDiffers, batchOvertaken } from './refusals.ts'
import type { Target } from './write/target.ts'

export interface KeptBatch {
  digest: string
  report: IngestReport
}

const FIND = 'SELECT digest, report FROM ingest_batch WHERE id = ?1'
/** Only while the load still takes rows: what came into one that was replaced meanwhile would be lost. */
const KEEP = `INSERT INTO ingest_batch (id, dataset_id, load_id, kind, digest, received_at, report, sent_by)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?9 WHERE EXISTS (
    SELECT 1 FROM load l LEFT JOIN dataset d ON d.id = l.dataset_id
    WHERE l.id = ?3 AND iif(?8, d.live_load = l.id, l.state = 'loading'))`

/**
 * Counts it, where it was kept. What is no news (`?3` 0) came no later than the load went live: the first of them must not
 * count as having come either.
 */
const TALLY = `INSERT INTO feed_tally (load_id, live, kind, batches, rows_in, taken, refused, last_at)
  SELECT b.load_id, ?2, b.kind, 1, report ->> 'rowsIn', report ->> 'taken', report ->> 'refused',
    iif(?3, b.received_at, coalesce(l.finished_at, l.started_at))
  FROM ingest_batch b JOIN load l ON l.id = b.load_id WHERE b.id = ?1
  ON CONFLICT DO UPDATE SET batches = batches + 1, rows_in = rows_in + excluded.rows_in,
    taken = taken + excluded.taken, refused = refused + excluded.refused, last_at = max(last_at, excluded.last_at)`

/** The other databases are told by a job. */
const CAME = `UPDATE dataset SET events_at = ?2 FROM ingest_batch b
  WHERE b.id = ?1 AND b.load_id = dataset.live_load AND ?2 > coalesce(events_at, '')`

/** Batches stand in the first database of customers. */
export const home = ({ customers, playbook }: Databases): Database => customers[0] ?? playbook

/** A batch that was taken before. */
export async function findBatch(databases: Databases, id: string): Promise<KeptBatch | undefined> {
  const [found] = await runSql<{ digest: string; report: string }>(home(databases), [
    { text: FIND, values: [id] },
  ])
  const row = found?.results[0]
  return row && { digest: row.digest, report: JSON.parse(row.report) as IngestReport }
}

interface Keeping {
  /** Subject of the token it came with. */
  by: string
  /** Of its events. */
  days: readonly EventDay[]
  /** Of event, as they are declared: of others, of which there may be any number, no days are noted. */
  kinds: ReadonlySet<string>
}

/**
 * Remembers what became of a batch, and who sent it. Where the same one was quicker on another way, its report stands.
 * A batch of moves, after which customers are others, is an entry of the chain as well.
 * @throws Refused batch-overtaken, batch-differs; DatabaseUnavailable
 */
export async function keepBatch(
  databases: Databases,
  report: IngestReport,
  { live, now }: Target,
  { by, days, kinds }: Keeping,
): Promise<IngestReport> {
  const { batch, dataset, load, kind, digest } = report
  const values = [batch, dataset, load, kind, digest, now, JSON.stringify(report), live ? 1 : 0, by]
  const db = home(databases)
  const noted = days.filter((one) => kinds.has(one.kind))
  const broken = await brokenOff(db, load, noted)
  const news = isNews(report, broken)
  const counted = [
    { text: TALLY, values: [batch, live ? 1 : 0, news || !live ? 1 : 0] },
    { text: CAME, values: [batch, heardBy(report, days, now, broken)] },
    ...noteDays(load, noted, batch),
  ]
  return retried(async () => {
    try {
      const entry = kind === 'moves' ? [await movesEntry(db, report, by, now)] : []
      const [kept] = await runSql(db, [{ text: KEEP, values }, ...counted, ...entry])
      if (!kept?.meta.changes) throw batchOvertaken()
      return report
    } catch (error) {
      const other = error instanceof KeyTaken && (await findBatch(databases, batch))
      // Else it was the end of the chain that somebody else was quicker at.
      if (!other) throw error
      if (other.digest !== digest) throw batchDiffers()
      return other.report
    }
  })
}

async function movesEntry(db: Database, report: IngestReport, by: string, at: string): Promise<Sql> {
  const { batch, load, rowsIn, taken, known, refused, digest } = report
  const [[last]] = await db.batch([lastEntry(db)])
  const detail = JSON.stringify({ load, rowsIn, taken, known, refused })
  const fact = {
    at,
    actor: by,
    action: 'ingest.moves',
    subject: `batch/${batch}`,
    detail,
    before: '',
    after: digest,
  }
  return sqlOf(addEntry(db, await entryAfter(last, { ...fact, origin: db.origin })))
}
