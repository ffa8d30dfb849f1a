import { MOST_CHANGES } from '../../contract/view.ts'
import type { CompiledPlaybook } from '../../decision/compile.ts'
import { compared } from '../compared.ts'
import type { Databases } from '../databases.ts'
import { keysElsewhere } from '../rotations/homes.ts'
import { eachOnce, nameOfEvent, newestFirst, seatApart } from './apart.ts'
import type { Viewing } from './read.ts'
import { CONTACTS, rowsFor, type ViewRows } from './rows-for.ts'
import type { LinkRow } from './statements.ts'

/**
 * Rows of a view with those under the customer's other key in another database. Both are asked by the seat that speaks for
 * both, for every event and number by itself: what is on its way may stand in both.
 * @param rows of the database of the key asked for; as they are where there is no other
 * @throws DatabaseUnavailable
 */
export async function rowsApart(
  databases: Databases,
  key: string,
  viewing: Viewing,
  compiled: CompiledPlaybook,
  rows: ViewRows,
): Promise<ViewRows> {
  const others = keysElsewhere([key], rows.pairs)
  if (others.length === 0) return rows
  const keys = [key, ...others]
  const { known, seat } = await seatApart(databases, keys, viewing.now, compiled.playbook.timeZone)
  if (!seat) return rows
  const parts = await Promise.all(
    keys.map((one) => rowsFor(databases.of(one), one, viewing, compiled, one === key, seat)),
  )
  return {
    ...{ known, pairs: rows.pairs },
    ...together(parts.map((part) => part.rows)),
  }
}

function together(parts: readonly ViewRows[]): Omit<ViewRows, 'known' | 'pairs'> {
  const events = <Row extends { load: string; id: string }>(of: (rows: ViewRows) => Row[]) =>
    eachOnce(parts.flatMap(of), nameOfEvent)
  const changes = eachOnce(
    parts.flatMap((rows) => rows.changes),
    ({ attribute, at, source, dataset }) => JSON.stringify([attribute, at, source, dataset]),
  )
  return {
    moves: parts.flatMap(({ moves }) => moves),
    counted: events(({ counted }) => counted),
    cases: events(({ cases }) => cases).toSorted((a, b) => newestFirst(b, a)),
    contacts: events(({ contacts }) => contacts)
      .toSorted(newestFirst)
      .slice(0, CONTACTS),
    links: linksAmong(parts.flatMap(({ links }) => links)),
    refusal: parts.find(({ refusal }) => refusal)?.refusal as ViewRows['refusal'],
    changes: changes.toSorted((a, b) => compared(b.at, a.at)).slice(0, MOST_CHANGES),
  }
}

/** A number of which both say something is as certain as the less certain says. */
function linksAmong(rows: readonly LinkRow[]): LinkRow[] {
  const lessCertain = rows.toSorted((a, b) => a.certain - b.certain)
  const numbers = eachOnce(lessCertain, ({ hash, kind, role }) => JSON.stringify([hash, kind, role]))
  const kinds = Map.groupBy(numbers, ({ kind, role, certain }) => `${kind} ${role} ${1 - certain}`)
  return [...kinds]
    .toSorted(([a], [b]) => compared(a, b))
    .flatMap(([, [first, ...more]]) => (first ? [{ ...first, count: more.length + 1 }] : []))
}
