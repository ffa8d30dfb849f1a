import { runSql } from '../../database.ts'
import { noteIdentifiers } from './sent.ts'
import { finalKeys, listOf, NONE_REFUSED, type WriteRows } from './target.ts'

const ALL = (row: string) =>
  `json_array(${['at', 'source', 'certain', 'role', 'kind'].map((name) => `${row}.${name}`).join()})`

/** Of two statements on one number and customer the later stands, whichever came first. */
export const LATER = `ON CONFLICT DO UPDATE SET kind = excluded.kind, role = excluded.role, certain = excluded.certain,
    source = excluded.source, at = excluded.at
  WHERE ${ALL('excluded')} > ${ALL('identifier')}`

const INSERT = `WITH RECURSIVE ${finalKeys('?3')}
  INSERT INTO identifier (load_id, hash, customer_key, kind, role, certain, source, at)
  SELECT ?2, row.value ->> 0, coalesce(final.key, row.value ->> 1), row.value ->> 2, row.value ->> 3, row.value ->> 4,
    row.value ->> 5, row.value ->> 6
  FROM json_each(?1) row LEFT JOIN final ON final.old = row.value ->> 1 WHERE true ${LATER}`

/** Stores ways from numbers to customers. */
export const writeIdentifiers: WriteRows = async (db, { loadId, live }, rows, keys) => {
  const list = listOf(rows)
  const [inserted] = await runSql(db, [
    { text: INSERT, values: [list, loadId, JSON.stringify(keys)] },
    ...(live ? [] : [noteIdentifiers(loadId, list)]),
  ])
  return { stored: inserted?.meta.changes ?? 0, refused: NONE_REFUSED }
}
