import type { Attribute } from '../../contract/catalogue.ts'
import type { Parameter } from '../../contract/playbook.ts'
import { splitAt } from '../customers/split-at.ts'
import { type Database, runSql, type Sql } from '../database.ts'
import { loadsOver } from './companions-sql.ts'
import { foldApart } from './fold-apart.ts'
import { foldedAmong, foldedFrom } from './fold-sql.ts'
import type { Folded } from './fold-words.ts'
import { foldsDigest } from './folds-digest.ts'
import { walkUnless } from './walk-unless.ts'

/** One load of customers whose facts are folded from its events. */
export interface FoldTarget {
  loadId: string
  dataset: string
  /** ISO moment the dataset is decided for; null: now. */
  asOf: string | null
  /** Of the dataset; null: not known yet, so that no other has the same. */
  currency: string | null
}

/** What folding needs to know of the bank. */
export interface FoldRules {
  catalogue: readonly Attribute[]
  timeZone: string
  /** Of which limits of cases are the sum; without them those opened first come first. */
  parameters?: readonly Parameter[]
}

/** Customers of one batch. */
export const MOST = 500

/**
 * Folds the facts of customers of a load anew from all their events in it and its companions, those that are due; what was
 * folded from events that are another customer's now goes. A customer of whom events come in meanwhile is due again, as is
 * whoever has an event that leaves a window, on the bank's day on which it does. One whose events cannot be folded is set
 * aside.
 * @returns how many customers that were; fewer than `MOST`: nobody else is due
 */
export async function refold(db: Database, target: FoldTarget, rules: FoldRules, now: Date): Promise<number> {
  const { loadId } = target
  const [due] = await runSql<Due>(db, [{ text: DUE, values: [loadId, now.toISOString(), MOST] }])
  const keys = due?.results.map(({ key }) => key) ?? []
  if (keys.length === 0) return 0
  const dated = due?.results.some(({ split }) => split === 1)
  const statements = await statementsFor(target, rules, now, dated)
  const fold = (some: readonly string[]) => runSql(db, statements(JSON.stringify(some)))
  await foldApart(db, loadId, keys, fold, now)
  return keys.length
}

/** The statements of one batch, by a JSON list of keys. */
async function statementsFor(
  { loadId, dataset, asOf, currency }: FoldTarget,
  rules: FoldRules,
  now: Date,
  dated: boolean | undefined,
): Promise<(keys: string) => Sql[]> {
  const moment = asOf ? new Date(asOf) : now
  const { day, minutes, back } = zoneDay(moment, rules.timeZone)
  const folded = foldedAmong(rules.catalogue, rules.parameters)
  const folds = await foldsDigest(rules)
  const update = updateBy(folded, dated)
  const clock = [day, `${minutes} minutes`, moment.toISOString()]
  const way = `${back} minutes`
  return (keys) => [
    walkUnless(folds),
    ...(folded.length
      ? [{ text: update, values: [loadId, ...clock, dataset, keys, way, asOf, currency] }]
      : []),
    { text: DONE, values: [loadId, keys] },
    ...(asOf ? [] : [{ text: AGAIN, values: [keys, loadId, ...clock, way, dataset, currency] }]),
  ]
}

interface Due {
  key: string
  /** 1 where the customer was ever split. */
  split: number
}

/** Whose events stand in part under another key, while keys are being changed, waits until they stand together. */
const DUE = `SELECT customer_key AS key, ${splitAt('d.customer_key')} IS NOT NULL AS split
  FROM dirty_customer d WHERE load_id = ?1 AND since <= ?2
    AND NOT EXISTS (SELECT 1 FROM key_pair p CROSS JOIN event e ON e.customer_key = p.old_key
      WHERE p.new_key = d.customer_key)
  ORDER BY customer_key LIMIT ?3`
const DONE = `DELETE FROM dirty_customer
  WHERE load_id = ?1 AND customer_key IN (SELECT value FROM json_each(?2))`

/**
 * Of what was folded before, `gone` is what no event is left of, or no fold; what was given stays. Found by customer, with
 * `+` before the load: of a load there are millions, of a batch some hundred.
 */
const updateBy = (folded: readonly Folded[], dated: boolean | undefined): string => `WITH
  due(key) AS (SELECT value FROM json_each(?6)), ${foldedFrom('due', folded, dated)},
  changed AS MATERIALIZED (SELECT folded.*, (SELECT json_group_object(o.key, NULL) FROM json_each(c.lineage) o
      WHERE o.value ->> 'rule' <> 'given' AND folded.origins -> o.key IS NULL) AS gone
    FROM folded JOIN customer c ON c.key = folded.key AND +c.load_id = ?1)
  UPDATE customer SET facts = json_patch(json_patch(facts, gone), patch),
    lineage = nullif(json_patch(json_patch(coalesce(lineage, '{}'), gone), origins), '{}'), folded_over = over
  FROM changed WHERE customer.key = changed.key AND +customer.load_id = ?1`

/** Due again when the first event leaves a window, as the lineage says, or when the day of one to come begins. */
const AGAIN = `INSERT INTO dirty_customer (load_id, customer_key, since) SELECT ?2, key, since FROM (
    SELECT k.value AS key, min(
      coalesce((SELECT min(o.value ->> 'until') FROM customer c, json_each(c.lineage) o
        WHERE c.key = k.value AND +c.load_id = ?2 AND o.value ->> 'until' > ?5), '9999'),
      coalesce((SELECT strftime('%Y-%m-%dT%H:%M:%fZ', min(day), ?6)
        FROM (SELECT CASE WHEN length(at) = 10 THEN at ELSE date(at, ?4) END AS day FROM event
          WHERE customer_key = k.value AND at > date(?3, '-1 day')
            AND +load_id IN (${loadsOver({ load: '?2', dataset: '?7', asOf: 'NULL', currency: '?8' })}))
        WHERE day > ?3), '9999')) AS since
    FROM json_each(?1) k)
  WHERE since < '9999'`

const signed = (minutes: number) => `${minutes >= 0 ? '+' : ''}${minutes}`

/** The calendar day of a moment in a zone, how many minutes the zone is ahead of UTC then, and the way back from it. */
export function zoneDay(moment: Date, timeZone: string): { day: string; minutes: string; back: string } {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  const local = format.format(moment)
  const ahead = Math.round((Date.parse(`${local.replace(' ', 'T')}Z`) - moment.getTime()) / 60_000)
  return { day: local.slice(0, 10), minutes: signed(ahead), back: signed(-ahead) }
}
