import type { MatterType } from '../../contract/event-type.ts'
import type { Parameter } from '../../contract/playbook.ts'
import type { OpenMatter } from '../../contract/view.ts'
import type { ZoneClock } from '../../decision/clock.ts'
import { limitDays } from '../../decision/limit-days.ts'
import { compared } from '../compared.ts'
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

/** Every kind of event that opens or closes a matter, or puts off a limit of it. */
export const matterKinds = (matters: readonly MatterType[]): string[] => [
  ...new Set(matters.flatMap((matter) => kindsOf(matter))),
]

const kindsOf = ({ opens, closes, limits }: MatterType): string[] => [
  ...opens,
  ...closes,
  ...limits.flatMap(({ after }) => after),
]

/**
 * Matters that are open: of a case, which is one by the member `per` of its events as text, an opening event is left after
 * the last that closes it. One that was opened anew after it was closed is open since then. Of a day without a time nobody
 * knows what came first: the close does. In the order of the playbook, the oldest first. The folds of facts say the same
 * in SQL; one table of cases holds both.
 *
 * A limit is over after so many calendar days from the day of opening, which itself does not count. Of complaints in
 * mainland China: 15 days, 30 where the case is complex, and 30 more where it is especially so, by the Measures for
 * Handling Consumer Complaints in Banking and Insurance (CBIRC Order No. 3 of 2020); the days stand in parameters.
 */
export function openMatters(events: readonly Case[], judging: Judging): OpenMatter[] {
  const placed = events.map((event) => ({ ...event, ...placeOf(event, judging.clock) }))
  return judging.matters.flatMap((matter) =>
    casesOf(placed, matter)
      .map((one) => lasting(one, matter).toSorted(inOrder))
      .filter((one) => one.some(({ kind }) => matter.opens.includes(kind)))
      .toSorted((a, b) => inOrder(openingOf(a, matter), openingOf(b, matter)))
      .map((one) => told(one, matter, judging)),
  )
}

/** An event with its day at the bank. */
interface Placed extends Case {
  day: string
  /** It is known by its day alone. */
  whole: boolean
}

const placeOf = ({ at }: Case, clock: ZoneClock) => ({
  day: at.length === 10 ? at : clock.dayOf(new Date(at)),
  whole: at.length === 10,
})

const inOrder = (a: Placed, b: Placed): number =>
  compared(a.day, b.day) || compared(a.at, b.at) || compared(a.id, b.id)

/** Events of one matter by case; one without the member is a case by itself. */
function casesOf(events: readonly Placed[], matter: MatterType): Placed[][] {
  const kinds = kindsOf(matter)
  const unit = (event: Placed) => {
    const value = memberOf(event, matter.per)
    return value === undefined ? `event ${event.id}` : `case ${value}`
  }
  return [
    ...Map.groupBy(
      events.filter(({ kind }) => kinds.includes(kind)),
      unit,
    ).values(),
  ]
}

/** What a case has after it was last closed. */
function lasting(events: readonly Placed[], { closes }: MatterType): Placed[] {
  const closing = events.filter(({ kind }) => closes.includes(kind))
  const after = (one: Placed, close: Placed) =>
    one.whole || close.whole ? one.day > close.day : one.at > close.at
  return events.filter((one) => !closes.includes(one.kind) && closing.every((close) => after(one, close)))
}

const openingOf = (events: readonly Placed[], { opens }: MatterType): Placed =>
  events.find(({ kind }) => opens.includes(kind)) as Placed

/** The limit it was put off to; the first where it was not. */
const runningOf = (events: readonly Placed[], { limits }: MatterType): number =>
  Math.max(
    0,
    limits.findLastIndex(({ after }) => events.some(({ kind }) => after.includes(kind))),
  )

/** @param events of one case that is open, in order */
function told(events: readonly Placed[], matter: MatterType, judging: Judging): OpenMatter {
  const { clock, asOf } = judging
  const opening = openingOf(events, matter)
  const days = clock.daysBetween(clock.startOf(opening.day) ?? new Date(opening.at), new Date(asOf))
  return {
    ...{ matter: matter.id, openedAt: momentIn(opening.at, clock) },
    channel: opening.channel as OpenMatter['channel'],
    ...(memberOf(opening, 'detail.synthetic') === 'true' && { synthetic: true as const }),
    about: aboutOf(events, matter, judging),
    limits: limitDays(matter.limits, judging.parameters).map((whole) => ({
      due: addDays(opening.day, whole),
      left: whole - days,
    })),
    running: runningOf(events, matter),
  }
}

/** As the first of the opening events says that says it, if people may see that. */
function aboutOf(events: readonly Placed[], { about, opens }: MatterType, { shown }: Judging): string | null {
  if (about === undefined) return null
  const said = events
    .filter(({ kind }) => opens.includes(kind) && shown(kind, nameOf(about)))
    .flatMap((event) => memberOf(event, about) ?? [])
  return said[0] ?? null
}

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

const nameOf = (path: string): string => path.slice('detail.'.length)

function memberOf({ detail }: Case, path: string): string | undefined {
  const value = membersOf(detail)[nameOf(path)]
  return value === undefined || value === null ? undefined : String(value)
}
