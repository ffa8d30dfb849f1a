import type { D1Database } from '@cloudflare/workers-types'

/** How many rows of each table were written, changed or deleted so far; tables that never were are left out. */
export type Writes = Record<string, number>

const OURS =
  "select name from sqlite_master where type = 'table' and name not glob '_cf_*' and name not glob 'd1_*' and name not glob 'sqlite_*' and name <> 'write_count'"

/** What makes the database count its own writes, whoever does them: a refused request must leave every count as it was. */
export const countersFor = (tables: readonly string[]): string[] => [
  'create table if not exists write_count (name text primary key, n integer not null)',
  ...tables.flatMap((name) =>
    ['insert', 'update', 'delete'].map(
      (act) => `create trigger if not exists count_${name}_${act} after ${act} on ${name} begin
        insert into write_count values ('${name}', 1) on conflict (name) do update set n = n + 1; end`,
    ),
  ),
]

export async function countWrites(db: D1Database): Promise<void> {
  const { results } = await db.prepare(OURS).all<{ name: string }>()
  for (const sql of countersFor(results.map(({ name }) => name))) await db.prepare(sql).run()
}

/** Of several databases together. */
export async function writesOf(databases: readonly D1Database[]): Promise<Writes> {
  const sums: Writes = {}
  for (const db of databases) {
    const { results } = await db.prepare('select name, n from write_count').all<{ name: string; n: number }>()
    for (const { name, n } of results) sums[name] = (sums[name] ?? 0) + n
  }
  return sums
}

/** Tables that were written to between two looks. */
export const writtenBetween = (before: Writes, after: Writes): string[] =>
  Object.keys(after)
    .filter((name) => after[name] !== before[name])
    .toSorted()
