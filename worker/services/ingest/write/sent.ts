import type { Sql } from '../../database.ts'
import { finalsAmong } from './target.ts'

const NOTE = (rows: string) =>
  `INSERT INTO sent_key (load_id, hash, customer_key) ${rows} ON CONFLICT DO NOTHING`

const MERGED = (key: string) =>
  `EXISTS (SELECT 1 FROM customer_move m WHERE ${key} IN (m.old_key, m.new_key) AND m.kind = 'merged')`

/** Under which of some keys customers of a full refresh were sent, as far as they are merged. */
export const noteCustomers = (loadId: string, keys: string): Sql => ({
  text: NOTE(`SELECT ?1, '', value FROM json_each(?2) WHERE ${MERGED('value')}`),
  values: [loadId, keys],
})

/** The same for numbers. `rows`: hash and key first. */
export const noteIdentifiers = (loadId: string, rows: string): Sql => ({
  text: NOTE(`SELECT ?1, value ->> 0, value ->> 1 FROM json_each(?2) WHERE ${MERGED('value ->> 1')}`),
  values: [loadId, rows],
})

/** What came to stand under a key that it was not sent under was noted when it came. */
const FIRST = (hash: string, row: string) => `NOT EXISTS (SELECT 1 FROM sent CROSS JOIN sent_key s
    WHERE sent.key = ${row}.customer_key AND s.customer_key = sent.old AND s.load_id = ${row}.load_id AND s.hash = ${hash})`

/**
 * Before customers of full refreshes that are being filled are merged: under which keys they were sent. `moves`: the
 * rows, with the old and the new key second and third.
 */
export const noteBeforeMerge = (moves: string): Sql => ({
  text: `WITH RECURSIVE named(value) AS (
      SELECT value ->> 1 FROM json_each(?1) WHERE value ->> 3 = 'merged'
      UNION SELECT value ->> 2 FROM json_each(?1) WHERE value ->> 3 = 'merged'),
    ${finalsAmong('SELECT value FROM named')},
    some(key) AS (SELECT value FROM named UNION SELECT key FROM final),
    kin(key, old) AS (SELECT key, key FROM some UNION
      SELECT kin.key, m.old_key FROM kin CROSS JOIN customer_move m ON m.new_key = kin.old AND m.kind = 'merged'),
    sent(old, key) AS (SELECT old, key FROM kin WHERE old <> key),
    loading(load_id) AS (SELECT id FROM load WHERE state = 'loading'),
    customers AS (SELECT c.load_id, '' AS hash, c.key AS customer_key
      FROM loading CROSS JOIN some CROSS JOIN customer c ON c.key = some.key AND c.load_id = loading.load_id),
    numbers AS (SELECT i.load_id, i.hash, i.customer_key
      FROM some CROSS JOIN identifier i ON i.customer_key = some.key WHERE i.load_id IN (SELECT load_id FROM loading))
  ${NOTE(`SELECT * FROM customers r WHERE ${FIRST("''", 'r')}
    UNION ALL SELECT * FROM numbers r WHERE ${FIRST('r.hash', 'r')}`)}`,
  values: [moves],
})

/** Keys under which rows of load `?1` were sent, each with whom its customer has ended with. */
export const SENT = `WITH RECURSIVE ${finalsAmong('SELECT DISTINCT customer_key AS value FROM sent_key WHERE load_id = ?1')}
  SELECT s.hash, s.customer_key AS key, coalesce(final.key, s.customer_key) AS now
  FROM sent_key s LEFT JOIN final ON final.old = s.customer_key WHERE s.load_id = ?1`

export interface Sent {
  hash: string
  key: string
  now: string
}

/** How many rows more were sent than are there, of customers and of numbers, because their customers are one now. */
export function together(sent: readonly Sent[]): { customers: number; identifiers: number } {
  const fewer = (some: readonly Sent[]) =>
    new Set(some.map(({ hash, key }) => hash + key)).size -
    new Set(some.map(({ hash, now }) => hash + now)).size
  return {
    customers: fewer(sent.filter(({ hash }) => hash === '')),
    identifiers: fewer(sent.filter(({ hash }) => hash !== '')),
  }
}
