import { type Binding, type Database, DatabaseUnavailable, openDatabase, runSql } from '../database.ts'
import { BUCKETS } from './bucket.ts'

const READ = 'SELECT database, json_group_array(bucket) AS buckets FROM placement GROUP BY database'

/** Even ranges over the databases of `?1`, a JSON list of names, in their order. */
const RANGES = `WITH RECURSIVE bucket(id) AS (SELECT 0 UNION ALL SELECT id + 1 FROM bucket WHERE id + 1 < ${BUCKETS}),
  placed(id, name) AS (SELECT id, ?1 ->> (id * json_array_length(?1) / ${BUCKETS}) FROM bucket)`
const HAVE = `${RANGES} INSERT INTO bucket SELECT id FROM placed WHERE name = ?2 ON CONFLICT DO NOTHING`
const PLACE = `${RANGES} INSERT INTO placement SELECT id, name FROM placed WHERE true ON CONFLICT DO NOTHING`

/**
 * Names of databases by bucket. Where nothing is placed yet, every database is told its range first and the placement
 * is written last, so that it is not half done wherever this stops.
 * @throws DatabaseUnavailable, also where the placement names a database that is not bound
 */
export async function readPlacement(
  playbook: Binding,
  named: ReadonlyMap<string, Binding>,
): Promise<readonly string[]> {
  const db = openDatabase(playbook)
  const found = await placed(db)
  if (found.length > 0) return checked(found, named)
  const names = JSON.stringify([...named.keys()])
  await Promise.all(
    [...named].map(([name, binding]) =>
      runSql(openDatabase(binding), [{ text: HAVE, values: [names, name] }]),
    ),
  )
  await runSql(db, [{ text: PLACE, values: [names] }])
  return checked(await placed(db), named)
}

async function placed(db: Database): Promise<string[]> {
  const [read] = await runSql<{ database: string; buckets: string }>(db, [{ text: READ, values: [] }])
  const names: string[] = []
  for (const { database, buckets } of read?.results ?? [])
    for (const bucket of JSON.parse(buckets) as number[]) names[bucket] = database
  return names
}

function checked(names: string[], named: ReadonlyMap<string, Binding>): string[] {
  const missing = names.find((name) => !named.has(name))
  if (missing !== undefined) throw new DatabaseUnavailable(`CUSTOMER_DATABASES lacks ${missing}`)
  return names
}
