import { sql } from 'drizzle-orm'
import { customer, dataset, load } from '../../../db/schema/tables.ts'
import type { CompiledPlaybook } from '../../decision/compile.ts'
import { scopeOf, soundInput } from '../../decision/decide.ts'
import { answerCheck, inForce } from '../../decision/verdicts.ts'
import { splits } from '../customers/split-at.ts'
import { type Database, rowsOf } from '../database.ts'
import { companionsTogether, type Said } from '../facts/companions.ts'
import { SAID, saidColumns } from '../facts/companions-sql.ts'
import { freshFacts } from '../facts/fresh.ts'
import { keptOf } from '../facts/kept.ts'
import { liveSegments } from '../segmentation/sql/live.ts'

/** Customers that are tried: keys are hashes, so the first ones are any. */
const TRIED = 500
/** A rule that concerned fewer of them says nothing. */
const ENOUGH = 30

type Row = Said & { segments: string; splitAt: string | null; key: string }

/** Some hundred customers of the live loads. */
export const customersToTry = (db: Database) =>
  rowsOf<Row>(
    db,
    ['key', ...SAID, 'segments', 'splitAt'],
    sql`
    select c.key, ${saidColumns}, ${liveSegments(sql`c.key`)} as segments, s.at as "splitAt"
    from ${customer} c cross join ${dataset} d on d.live_load = c.load_id cross join ${load} l on l.id = c.load_id
    left join ${splits} s on s.key = c.key
    where c.key <= (
      select max(key) from (select distinct key from ${customer}
        where +load_id in (select live_load from ${dataset}) order by key limit ${TRIED}))
    order by c.key`,
  )

/** Of what several databases gave the first by key: the same customers, however many databases there are. */
export const firstToTry = (rows: readonly Row[]): Row[] =>
  [...Map.groupBy(rows, ({ key }) => key).values()]
    .flatMap((some) => companionsTogether(some) ?? [])
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, TRIED)

/** Checks on opening a customer that find something at every customer whom they concern and can judge. */
export function alwaysFound(
  { compiled, version, publishedAt }: { compiled: CompiledPlaybook; version: number; publishedAt: string },
  rows: readonly Row[],
  now: Date,
): string[] {
  const moment = now.toISOString()
  const checks = compiled.checks.customer.filter(({ check }) =>
    inForce(check, compiled.clock, { asOf: moment, publishedAt }),
  )
  const tries = checks.map((check) => ({ check, asked: 0, found: 0 }))
  for (const row of rows) {
    const { key, factsAsOf, asOf, currency } = row
    const input = {
      ...{ customerKey: key, version, publishedAt, factsAsOf, currency },
      ...freshFacts(keptOf(row, moment), compiled.playbook.catalogue),
      ...{ asOf: asOf ?? moment, askedAt: moment, historical: asOf !== null, outcomes: [] },
      agent: { subject: '', roles: [], teams: [] },
    }
    const scope = scopeOf(compiled, soundInput(compiled, input))
    for (const one of tries) {
      const verdict = answerCheck(one.check, scope)?.verdict ?? 'not-checked'
      if (verdict === 'not-checked') continue
      one.asked += 1
      if (verdict !== 'pass') one.found += 1
    }
  }
  return tries
    .filter(({ asked, found }) => asked >= ENOUGH && found === asked)
    .map(({ check }) => check.check.id)
}
