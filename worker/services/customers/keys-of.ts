import { sql } from 'drizzle-orm'
import { customerMove } from '../../../db/schema/tables.ts'
import { type Database, rowsOf } from '../database.ts'
import { aliases, finalsAmong } from '../ingest/write/target.ts'
import { otherKeys } from '../rotations/aliases.ts'

/**
 * Every key that a customer has or had, asked for by any of them: that of the one they are now, those of all who were
 * merged into that one, and while keys are being changed the other key of each whose pair stands in this database.
 */
export const keysOf = (db: Database, customerKey: string) =>
  rowsOf<{ key: string }>(
    db,
    ['key'],
    sql`with recursive asked(value) as (select ${customerKey}),
      ${sql.raw(finalsAmong('SELECT value FROM asked'))},
      now(key) as (select coalesce((select key from final), value) from asked),
      kin(key) as (
        select key from now
        union select m.old_key from kin cross join ${customerMove} m on m.new_key = kin.key and m.kind = 'merged'
        union ${otherKeys(sql`kin`)}),
      ${sql.raw(finalsAmong('SELECT key AS value FROM kin', 'kin_'))}
      select kin.key from kin cross join now left join kin_final f on f.old = kin.key
      where coalesce(f.key, kin.key) in ${sql.raw(aliases('now.key'))}`,
  )
