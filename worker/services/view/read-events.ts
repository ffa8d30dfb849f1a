import type * as z from 'zod'
import type { EventsPage, EventsQuery } from '../../contract/view.ts'
import { type Looking, recordAccess } from '../access/record.ts'
import type { Databases } from '../databases.ts'
import { movesOf } from '../decisions/moves.ts'
import { currentVersion } from '../playbook/current.ts'
import { Refused } from '../refused.ts'
import { pairsOf } from '../rotations/aliases.ts'
import { keysElsewhere } from '../rotations/homes.ts'
import { eachOnce, nameOfEvent, newestFirst, seatApart } from './apart.ts'
import { cursorOf, textOfCursor } from './cursor.ts'
import { type EventRow, newestEvents, type Wanted } from './events-sql.ts'
import type { Viewing } from './read.ts'
import { readByPlaybook } from './read-by-playbook.ts'
import { seenEvent } from './seen-event.ts'
import { scopeOf } from './sql.ts'
import { seatOf } from './statements.ts'
import { tellingOf } from './telling.ts'

/**
 * A page of what happened with a customer, newest first, from one D1 batch that also writes who looked. While keys are
 * being changed, what came under the other one may stand in another database: then both are asked.
 * @throws Refused where the customer is unknown or one with another now, or the page is none; NoPlaybook, DatabaseUnavailable
 */
export async function readEvents(
  databases: Databases,
  key: string,
  query: z.infer<typeof EventsQuery>,
  { agent, now }: Viewing,
): Promise<EventsPage> {
  const db = databases.of(key)
  const before = query.before === undefined ? undefined : cursorOf(query.before)
  const looking = {
    ...({ agent, at: now.toISOString(), action: 'events.read', customerKeys: [key] } as const),
    detail: detailOf(query),
  }
  // One more than asked for says whether there is a next page.
  const wanted = { ...query, before, limit: query.limit + 1 }
  const { rows, content } = await readByPlaybook(databases, db, async ({ compiled }, again) => {
    const scope = scopeOf(key, now, compiled.playbook.timeZone)
    const [[published], ...rows] = await db.batch([
      currentVersion(db),
      seatOf(db, scope),
      movesOf(db, scope.keys),
      newestEvents(db, scope, wanted),
      pairsOf(db, [key]),
      ...(again ? [] : await recordAccess(db, looking)),
    ])
    return { published, rows }
  })
  const [[own], moves, found, pairs] = rows
  if (moves.some(({ to }) => to !== null)) throw moved()
  const others = keysElsewhere([key], pairs)
  const { timeZone } = content.compiled.playbook
  const apart =
    others.length > 0 && (await eventsApart(databases, [key, ...others], wanted, looking, timeZone))
  const { seat, events } = apart || { seat: own, events: found }
  if (!seat) throw unknown()
  const page = events.slice(0, query.limit)
  const last = page.at(-1)
  const telling = tellingOf(content.compiled)
  return {
    ...{ customerKey: key, currency: seat.currency },
    events: page.map((row) => seenEvent(row, telling)),
    next: last && events.length > page.length ? textOfCursor(last) : null,
  }
}

/** The same of both keys, each in its database. What is on its way may stand in both. */
async function eventsApart(
  databases: Databases,
  keys: readonly string[],
  wanted: Wanted,
  looking: Looking,
  timeZone: string,
) {
  const now = new Date(looking.at)
  const { seat } = await seatApart(databases, keys, now, timeZone)
  if (!seat) return { seat, events: [] }
  const parts = await Promise.all(
    keys.map(async (key): Promise<EventRow[]> => {
      const db = databases.of(key)
      const told = looking.customerKeys.includes(key)
        ? []
        : await recordAccess(db, { ...looking, customerKeys: [key] })
      const [events] = await db.batch([
        newestEvents(db, { ...scopeOf(key, now, timeZone), seat }, wanted),
        ...told,
      ])
      return events
    }),
  )
  return { seat, events: eachOnce(parts.flat(), nameOfEvent).toSorted(newestFirst).slice(0, wanted.limit) }
}

/** What was asked for, in codes. */
const detailOf = ({ before, channels = [], kinds = [], limit }: z.infer<typeof EventsQuery>): string =>
  [before === undefined ? '' : 'older', ...channels, ...kinds, `limit/${limit}`].filter(Boolean).join(' ')

const moved = () =>
  new Refused('customer-moved', {
    zh: '该客户已与另一位客户合并，旧客户键下不再提供任何内容。',
    en: 'This customer was made one with another; nothing is answered under the old key.',
  })

const unknown = () =>
  new Refused('no-such-customer', {
    zh: '客户库中没有这个客户键。',
    en: 'The base holds nothing under this customer key.',
  })
