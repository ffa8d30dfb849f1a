import type { LoadFinish, LoadReceipt } from '../../contract/ingest.ts'
import { type Database, runSql, type Sql } from '../database.ts'
import type { Databases } from '../databases.ts'
import { walkAnew } from '../facts/walk-anew.ts'
import { loadOver, noSuchLoad } from '../ingest/refusals.ts'
import { loadIdOf } from '../ingest/target-of.ts'
import { Refused } from '../refused.ts'
import { writeAudited } from './audited.ts'

interface Counts {
  state: string | null
  live: number
  customers: number
  events: number
  identifiers: number
  due: number
  /** What was counted when it went live; null: it is not. */
  summary: string | null
}

/** `?1` load, `?2` now. */
const COUNT = `SELECT (SELECT state FROM load WHERE id = ?1) AS state,
  EXISTS (SELECT 1 FROM dataset WHERE live_load = ?1) AS live,
  (SELECT count(*) FROM customer WHERE load_id = ?1) AS customers,
  (SELECT count(*) FROM event WHERE load_id = ?1) AS events,
  (SELECT count(*) FROM identifier WHERE load_id = ?1) AS identifiers,
  (SELECT count(*) FROM dirty_customer WHERE load_id = ?1 AND since <= ?2) AS due,
  (SELECT summary FROM load WHERE id = ?1) AS summary`

/** A load that somebody finished or discarded meanwhile stays as it is. */
const SWAP = `INSERT INTO dataset (id, live_load, as_of, currency)
  SELECT ?2, ?1, NULL, ?3 WHERE EXISTS (SELECT 1 FROM load WHERE id = ?1 AND state = 'loading')
  ON CONFLICT (id) DO UPDATE SET live_load = excluded.live_load, currency = excluded.currency`
const DONE = `UPDATE load SET state = 'done', finished_at = ?2, summary = ?3 WHERE id = ?1 AND state = 'loading'`

/**
 * Ends a full refresh: what was live before is replaced for readers at once, if exactly as many rows are there as the
 * sender says, and their facts are folded. Finished before, it is answered as then. In each database the swap is one
 * transaction, one after the other: broken off, the same again ends it. The rows of the load before go bit by bit afterwards.
 * @param by subject of the token it came with
 * @throws Refused no-such-load, load-over, load-folding, counts-differ; DatabaseUnavailable
 */
export async function finishLoad(
  { customers }: Databases,
  load: string,
  expected: LoadFinish,
  by: string,
  now: Date,
): Promise<LoadReceipt> {
  const loadId = loadIdOf(expected.dataset, load)
  const all = await Promise.all(customers.map((db) => countRows(db, loadId, now)))
  const { rows, due, summary } = sum(all)
  if (all.every(({ state }) => state === null)) throw noSuchLoad()
  // Where it is live in one database, it was judged: the others follow, whatever has come in since.
  const judged = all.some(({ state, live }) => state === 'done' && live)
  if (all.some(({ state }) => state !== 'loading' && state !== null) && !judged) throw loadOver()
  if (!judged) {
    judge(rows, expected)
    if (due > 0) throw folding(due)
  }
  const counted = summary ?? rows
  const fact = { action: 'load.finish', actor: by, at: now.toISOString(), loadId, content: counted }
  for (const [n, db] of customers.entries())
    if (all[n]?.state === 'loading') await writeAudited(db, swap(loadId, expected, counted, now), fact)
  return { load: loadId, state: 'live' as const, ...counted }
}

const swap = (loadId: string, { dataset, currency }: LoadFinish, rows: object, now: Date): Sql[] => [
  walkAnew(dataset),
  { text: SWAP, values: [loadId, dataset, currency] },
  walkAnew(dataset),
  { text: DONE, values: [loadId, now.toISOString(), JSON.stringify(rows)] },
]

async function countRows(db: Database, loadId: string, now: Date): Promise<Counts> {
  const [counted] = await runSql<Counts>(db, [{ text: COUNT, values: [loadId, now.toISOString()] }])
  const [counts] = counted?.results ?? []
  if (!counts) throw noSuchLoad()
  return counts
}

type Rows = Pick<Counts, 'customers' | 'events' | 'identifiers'>

function sum(all: readonly Counts[]): { rows: Rows; due: number; summary: Rows | null } {
  const of = (name: keyof Rows | 'due') => all.reduce((count, one) => count + one[name], 0)
  const summary = all.find((one) => one.summary !== null)?.summary
  return {
    rows: { customers: of('customers'), events: of('events'), identifiers: of('identifiers') },
    due: of('due'),
    summary: summary ? (JSON.parse(summary) as Rows) : null,
  }
}

function judge(rows: Rows, expected: LoadFinish): void {
  const wrong = (['customers', 'events', 'identifiers'] as const).filter(
    (name) => rows[name] !== expected[name],
  )
  if (wrong.length === 0) return
  const words = wrong.map((name) => `${name} ${rows[name]} ≠ ${expected[name]}`).join(', ')
  throw new Refused('counts-differ', {
    zh: `收到的与预期的不同：${words}。`,
    en: `What is there differs from what is expected: ${words}.`,
  })
}

const folding = (due: number) =>
  new Refused('load-folding', {
    zh: `还有 ${due} 位客户的事实正在由事件汇总。`,
    en: `The facts of ${due} customers are still being folded from their events.`,
  })
