import type { MatterType } from '../../contract/event-type.ts'
import type { Parameter } from '../../contract/playbook.ts'
import type { OpenMatter } from '../../contract/view.ts'
import type { ZoneClock } from '../../decision/clock.ts'
import type { EventRow } from './events-sql.ts'
import { membersOf, momentIn } from './seen-event.ts'

/** By what matters are judged. */
export interface Judging {
  matters: readonly MatterType[]
  parameters: readonly Parameter[]
  /** What an opening event may say of itself to people. */
  shown: (kind: string, member: string) => boolean
  clock: ZoneClock
  /** ISO moment. */
  asOf: string
}

type Case = Pick<EventRow, 'id' | 'at' | 'channel' | 'kind' | 'detail'>

/** Every kind of event that opens or closes a matter. */
export const matterKinds = (matters: readonly MatterType[]): string[] => [
  ...new Set(matters.flatMap(({ opens, closes }) => [...opens, ...closes])),
]

/**
 * Matters that are open: of a case, which is one by the member `per` of its events, the latest does not close it. One
 * that was opened anew after it was closed is open since then. In the order of the playbook, the oldest first.
 *
 * A limit is over after so many calendar days from the day of opening, which itself does not count. Of complaints in
 * mainland China: 15 days, 30 where the case is complex, and 30 more where it is especially so, by the Measures for
 * Handling Consumer Complaints in Banking and Insurance (CBIRC Order No. 3 of 2020); the days stand in parameters.
 * @param events in order of (at, id)
 */
export function openMatters(events: readonly Case[], judging: Judging): OpenMatter[] {
  return judging.matters.flatMap((matter) =>
    casesOf(events, matter)
      .flatMap((one) => openingOf(one, matter) ?? [])
      .map((opening) => told(opening, matter, judging)),
  )
}

/** Events of one matter by case; one without the member is a case by itself. */
function casesOf(events: readonly Case[], { opens, closes, per }: MatterType): Case[][] {
  const cases = new Map<string, Case[]>()
  for (const event of events.filter(({ kind }) => opens.includes(kind) || closes.includes(kind))) {
    const value = memberOf(event, per)
    const unit = value === undefined ? `event ${event.id}` : `case ${value}`
    cases.set(unit, [...(cases.get(unit) ?? []), event])
  }
  return [...cases.values()]
}

/** The event since which a case is open; undefined where it is closed. */
const openingOf = (events: readonly Case[], { closes }: MatterType): Case | undefined =>
  events[events.findLastIndex(({ kind }) => closes.includes(kind)) + 1]

function told(opening: Case, { id, about, limits }: MatterType, judging: Judging): OpenMatter {
  const { clock, asOf, shown } = judging
  const openedAt = momentIn(opening.at, clock)
  const days = clock.daysBetween(new Date(openedAt), new Date(asOf))
  const aboutMember = about !== undefined && shown(opening.kind, nameOf(about)) ? about : undefined
  return {
    ...{ matter: id, openedAt, channel: opening.channel as OpenMatter['channel'] },
    ...(memberOf(opening, 'detail.synthetic') === 'true' && { synthetic: true as const }),
    about: aboutMember === undefined ? null : (memberOf(opening, aboutMember) ?? null),
    limits: limits.map((limit) => {
      const whole = daysOf(limit.days, judging.parameters)
      return { due: addDays(clock.dayOf(new Date(openedAt)), whole), left: whole - days }
    }),
  }
}

const daysOf = (names: readonly string[], parameters: readonly Parameter[]): number =>
  names.reduce((sum, name) => sum + Number(parameters.find((one) => one.name === name)?.value), 0)

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

const nameOf = (path: string): string => path.slice('detail.'.length)

function memberOf({ detail }: Case, path: string): string | undefined {
  const value = membersOf(detail)[nameOf(path)]
  return value === undefined || value === null ? undefined : String(value)
}
