import type { DatabaseList, DatabaseShare } from '../../contract/databases.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { digestOfContent, entryAfter } from '../audit/entry.ts'
import { runSql, sqlOf } from '../database.ts'
import type { Databases } from '../databases.ts'
import { Refused } from '../refused.ts'
import { retried } from '../retried.ts'
import { listDatabases, placedBuckets } from './list.ts'
import { planMoves } from './plan.ts'

/**
 * Says how many buckets one database is to have; the minute's job moves them. The same again changes nothing.
 * @param by subject of the token it came with
 * @throws Refused no-such-record, DatabaseUnavailable
 */
export async function shareBuckets(
  databases: Databases,
  name: string,
  { buckets }: DatabaseShare,
  by: string,
  at: string,
): Promise<DatabaseList> {
  const names = databases.customers.map((one) => one.name)
  if (!names.includes(name)) throw noSuchDatabase(name)
  const { playbook } = databases
  await retried(async () => {
    const [[last]] = await playbook.batch([lastEntry(playbook)])
    const placed = await placedBuckets(playbook)
    const moving = new Set(placed.flatMap(({ bucket, target }) => (target === null ? [] : [bucket])))
    const after = placed.map(({ database, target }) => target ?? database)
    const moves = planMoves(after, moving, names, name, buckets)
    if (moves.length === 0) return
    const entry = await entryAfter(last, {
      ...{ at, actor: by, origin: playbook.origin, action: 'databases.share' },
      ...{ subject: `database/${name}`, detail: JSON.stringify({ buckets, moves: moves.length }) },
      ...{ before: '', after: await digestOfContent(moves) },
    })
    await runSql(playbook, [
      { text: MOVES, values: [JSON.stringify(moves), by, at] },
      sqlOf(addEntry(playbook, entry)),
    ])
  })
  return listDatabases(databases)
}

const MOVES = `INSERT INTO bucket_move (bucket, target, asked_by, asked_at)
  SELECT value ->> 'bucket', value ->> 'target', ?2, ?3 FROM json_each(?1)`

const noSuchDatabase = (name: string) =>
  new Refused('no-such-record', {
    zh: `CUSTOMER_DATABASES 中没有 ${name}。`,
    en: `CUSTOMER_DATABASES has no ${name}.`,
  })
