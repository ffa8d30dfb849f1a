import type { LoadFinish, LoadReceipt } from '../../contract/ingest.ts'
import { type Database, runSql, type Sql } from '../database.ts'
import type { Databases } from '../databases.ts'
import { eventsCame } from '../facts/events-came.ts'
import { walkAnew } from '../facts/walk-anew.ts'
import { loadOver, noSuchLoad } from '../ingest/refusals.ts'
import { loadIdOf } from '../ingest/target-of.ts'
import { SENT, type Sent, together } from '../ingest/write/sent.ts'
import { Refused } from '../refused.ts'
import { endAudited } from './audited.ts'
import { countsOf, type Fewer, fewerIn, KINDS, LIVE_ROWS, NAMES, type Rows } from './fewer.ts'
import { noteHad } from './had.ts'

interface Counts extends Rows {
  /** Under which keys rows were sent whose customers are merged. */
  sent: readonly Sent[]
  state: string | null
  live: number
  due: number
  /** Of the load that is live. */
  liveRows: Rows
  /** What was counted when it went live; null: it is not. */
  summary: string | null
}

/** `?1` load, `?2` now. */
const COUNT = `SELECT (SELECT state FROM load WHERE id = ?1) AS state,
  EXISTS (SELECT 1 FROM dataset WHERE live_load = ?1) AS live,
  ${countsOf('?1')},
  (SELECT count(*) FROM dirty_customer WHERE load_id = ?1 AND since <= ?2) AS due,
  (SELECT summary FROM load WHERE id = ?1) AS summary`

/** What comes over HTTP is of now, whatever the dataset was before. */
const SWAP = `INSERT INTO dataset (id, live_load, as_of, currency) VALUES (?2, ?1, NULL, ?3)
  ON CONFLICT (id) DO UPDATE SET live_load = excluded.live_load, as_of = NULL, currency = excluded.currency`
const OVER = 'DELETE FROM sent_key WHERE load_id = ?1'
const DONE = `UPDATE load SET state = 'done', finished_at = ?2, summary = json_patch(coalesce(summary, '{}'), ?3)
  WHERE id = ?1 AND state = 'loading'`

/**
 * Ends a full refresh: what was live before is replaced for readers at once, if exactly as many rows came as the
 * sender says, those of merged customers counted as they were sent, and their facts are folded. Finished before, it is
 * answered as then. In each database the swap is one transaction, one after the other: broken off, the same again ends it.
 * The rows of the load before go bit by bit afterwards.
 * @param by subject of the token it came with
 * @throws Refused no-such-load, load-over, load-folding, counts-differ, fewer-rows; DatabaseUnavailable
 */
export async function finishLoad(
  { customers }: Databases,
  load: string,
  expected: LoadFinish,
  by: string,
  now: Date,
): Promise<LoadReceipt> {
  const loadId = loadIdOf(expected.dataset, load)
  const all = await Promise.all(customers.map((db) => countRows(db, loadId, expected.dataset, now)))
  const { rows, sent, due, live, summary } = sum(all)
  if (all.every(({ state }) => state === null)) throw noSuchLoad()
  // Where it is live in one database, it was judged: the others follow, whatever has come in since.
  const judged = all.some(({ state, live }) => state === 'done' && live)
  if (all.some(({ state }) => state !== 'loading' && state !== null) && !judged) throw loadOver()
  if (!judged) {
    judge(sent, expected)
    const fewer = expected.fewer ? [] : fewerIn(rows, live)
    if (fewer.length > 0) throw fewerRows(fewer)
    if (due > 0) throw folding(due)
  }
  const counted = summary ?? rows
  const at = now.toISOString()
  const ending = { action: 'load.finish', actor: by, at, loadId, state: 'done', content: counted } as const
  for (const db of customers) await endAudited(db, swap(loadId, expected, counted, now), ending)
  return { load: loadId, state: 'live' as const, ...counted }
}

const swap = (loadId: string, { dataset, currency }: LoadFinish, rows: Rows, now: Date): Sql[] => [
  noteHad(dataset, loadId),
  walkAnew(dataset),
  { text: SWAP, values: [loadId, dataset, currency] },
  ...(rows.events > 0 ? [eventsCame(dataset, loadId, now.toISOString())] : []),
  walkAnew(dataset),
  { text: OVER, values: [loadId] },
  { text: DONE, values: [loadId, now.toISOString(), JSON.stringify(rows)] },
]

async function countRows(db: Database, loadId: string, dataset: string, now: Date): Promise<Counts> {
  const [counted, sent, live] = await runSql<unknown>(db, [
    { text: COUNT, values: [loadId, now.toISOString()] },
    { text: SENT, values: [loadId] },
    { text: LIVE_ROWS, values: [dataset] },
  ])
  const [counts] = (counted?.results ?? []) as Omit<Counts, 'sent' | 'liveRows'>[]
  const [liveRows] = (live?.results ?? []) as Rows[]
  if (!counts || !liveRows) throw noSuchLoad()
  return { ...counts, sent: (sent?.results ?? []) as Sent[], liveRows }
}

interface Sum extends Pick<Counts, 'due'> {
  rows: Rows
  /** Of the load that is live. */
  live: Rows
  /** The same, customers who were merged told apart as they were sent. */
  sent: Rows
  summary: Rows | null
}

const rowsOf = (all: readonly Rows[]): Rows => {
  const of = (kind: keyof Rows) => all.reduce((count, one) => count + one[kind], 0)
  return { customers: of('customers'), events: of('events'), identifiers: of('identifiers') }
}

function sum(all: readonly Counts[]): Sum {
  const summary = all.find((one) => one.summary !== null)?.summary
  const rows = rowsOf(all)
  const more = together(all.flatMap(({ sent }) => sent))
  return {
    rows,
    sent: {
      ...rows,
      customers: rows.customers + more.customers,
      identifiers: rows.identifiers + more.identifiers,
    },
    live: rowsOf(all.map(({ liveRows }) => liveRows)),
    due: all.reduce((count, one) => count + one.due, 0),
    summary: summary ? countedIn(summary) : null,
  }
}

function countedIn(summary: string): Rows {
  const { customers, events, identifiers } = JSON.parse(summary) as Rows
  return { customers, events, identifiers }
}

function judge(rows: Rows, expected: LoadFinish): void {
  const wrong = KINDS.filter((name) => rows[name] !== expected[name])
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

function fewerRows(fewer: readonly Fewer[]): Refused {
  const zh = fewer.map(({ kind, rows, live }) => `${NAMES[kind].zh} ${rows} 行，目前生效的有 ${live} 行`)
  const en = fewer.map(({ kind, rows, live }) => `${rows} ${NAMES[kind].en}, where ${live} are live`)
  return new Refused('fewer-rows', {
    zh: `这次更新有${zh.join('；')}。`,
    en: `This refresh has ${en.join('; ')}.`,
  })
}
