import { sql } from 'drizzle-orm'
import { customerMove, keyPair } from '../../../db/schema/tables.ts'

/**
 * SQL: when a customer was last split in two; null: never. A split under any key that has ended as this customer counts:
 * once merged, nobody can say whose of them is whose. So it does not matter which of merge and split comes first.
 * @param key a column with the key of the customer, either while keys are being changed
 */
export const splitAt = (key: string): string => `(WITH RECURSIVE kin(key) AS (
    SELECT ${key}
    UNION SELECT m.old_key FROM kin CROSS JOIN customer_move m ON m.new_key = kin.key AND m.kind = 'merged'
    UNION SELECT iif(p.old_key = kin.key, p.new_key, p.old_key)
      FROM kin CROSS JOIN key_pair p ON p.old_key = kin.key OR p.new_key = kin.key)
  SELECT max(s.at) FROM kin CROSS JOIN customer_move s ON s.old_key = kin.key AND s.kind = 'split')`

/**
 * SQL: who was split in two and when last, as `key` and `at`: under the key that was said, the one they ended as by merges,
 * and either key while keys are being changed. Few, so it is worked out once a statement and joined.
 */
export const splits = sql`(
  with recursive split(key, at) as (
    select m.old_key, m.at from ${customerMove} m where m.kind = 'split'
    union select m.new_key, split.at from split cross join ${customerMove} m
      on m.old_key = split.key and m.kind = 'merged'
    union select iif(p.old_key = split.key, p.new_key, p.old_key), split.at from split cross join ${keyPair} p
      on p.old_key = split.key or p.new_key = split.key)
  select key, max(at) as at from split group by key)`
