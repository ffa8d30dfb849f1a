import { sql } from 'drizzle-orm'
import { customerMove, keyPair } from '../../../db/schema/tables.ts'

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
