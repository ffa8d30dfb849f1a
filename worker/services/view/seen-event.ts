import type { EventDetail, EventType } from '../../contract/event-type.ts'
import type { SeenEvent } from '../../contract/view.ts'
import type { ZoneClock } from '../../decision/clock.ts'
import type { EventRow } from './events-sql.ts'

/** What telling of events needs of the playbook. */
export interface Telling {
  /** Kinds that are declared, by name. */
  kinds: ReadonlyMap<string, EventType>
  clock: ZoneClock
}

/** An event with what people may see of it. A member that is not of its declared type is left out, never guessed at. */
export function seenEvent(row: Omit<EventRow, 'load'>, { kinds, clock }: Telling): SeenEvent {
  const { id, at, channel, kind, amount } = row
  return {
    ...{ id, at: momentIn(at, clock), channel: channel as SeenEvent['channel'], kind, amount },
    ...(at.length === 10 && { dayOnly: true as const }),
    detail: shownDetail(row.detail, kinds.get(kind)?.detail ?? []),
  }
}

/** An instant as it is; of a day its beginning at the bank. */
export const momentIn = (at: string, clock: ZoneClock): string =>
  at.length === 10 ? (clock.startOf(at)?.toISOString() ?? `${at}T00:00:00.000Z`) : at

const TYPES = {
  ...{ int: 'number', money: 'number', seconds: 'number' },
  ...{ bool: 'boolean', string: 'string', instant: 'string' },
} as const satisfies Record<EventDetail['type'], string>

function shownDetail(json: string | null, declared: readonly EventDetail[]): SeenEvent['detail'] {
  const stored = membersOf(json)
  const shown = declared
    .filter(({ name, type, sensitivity }) => {
      return sensitivity !== 'C3' && Object.hasOwn(stored, name) && typeof stored[name] === TYPES[type]
    })
    .map(({ name }) => [name, stored[name]])
  return Object.fromEntries(shown)
}

/** Members of a stored detail; none where there is none. */
export const membersOf = (json: string | null): Readonly<Record<string, unknown>> =>
  Object(JSON.parse(json ?? 'null'))
