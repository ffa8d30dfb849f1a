import { compared } from '../compared.ts'
import type { Databases } from '../databases.ts'
import { companionsTogether } from '../facts/companions.ts'
import type { EventRow } from './events-sql.ts'
import type { Seat } from './sql.ts'
import { scopeOf } from './sql.ts'
import { keptFacts } from './statements.ts'

/**
 * Who speaks for a customer whose two keys belong to different databases: of all the load that finished last.
 * @param keys both
 * @throws DatabaseUnavailable
 */
export async function seatApart(databases: Databases, keys: readonly string[], now: Date, timeZone: string) {
  const found = await Promise.all(
    keys.map((key) => {
      const db = databases.of(key)
      return db.batch([keptFacts(db, scopeOf(key, now, timeZone))])
    }),
  )
  const known = companionsTogether(found.flat(2))
  const seat: Seat | undefined = known && {
    dataset: known.dataset,
    currency: known.currency,
    asOf: known.asOf,
  }
  return { known, seat }
}

/** Of items of one name the first, in their order. */
export const eachOnce = <Item>(items: readonly Item[], nameOf: (item: Item) => string): Item[] =>
  [...new Map(items.toReversed().map((item) => [nameOf(item), item])).values()].toReversed()

/** An id is one within its load alone. */
export const nameOfEvent = ({ load, id }: Pick<EventRow, 'load' | 'id'>): string => JSON.stringify([load, id])

export const newestFirst = (a: Placed, b: Placed): number =>
  compared(b.at, a.at) || compared(b.id, a.id) || compared(b.load, a.load)

type Placed = Pick<EventRow, 'at' | 'id' | 'load'>
