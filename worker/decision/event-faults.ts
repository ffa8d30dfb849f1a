import type { EventType, MatterType } from '../contract/event-type.ts'
import type { Playbook } from '../contract/playbook.ts'
import { nearest } from './nearest.ts'

/** Kinds of event and matters that name what is not declared: a matter would never open, never close, or have no limit. */
export function eventFaults({ events, matters, parameters }: Playbook): string[] {
  const days = parameters.filter(({ type }) => type === 'int').map(({ name }) => name)
  return [
    ...events.flatMap(detailFaults),
    ...matters.flatMap((matter) => [
      ...kindFaults(matter, events),
      ...aboutFaults(matter, events),
      ...limitFaults(matter, days),
    ]),
  ]
}

function detailFaults({ kind, detail }: EventType): string[] {
  const names = detail.map(({ name }) => name)
  const twice = new Set(names.filter((name, at) => names.indexOf(name) !== at))
  return [...twice].map((name) => `event ${kind}: the detail ${name} stands twice`)
}

function kindFaults({ id, opens, closes, limits }: MatterType, events: readonly EventType[]): string[] {
  const known = events.map(({ kind }) => kind)
  const unknown = (verb: string, kinds: readonly string[]) =>
    kinds
      .filter((kind) => !known.includes(kind))
      .map(
        (kind) => `matter ${id} is ${verb} by the event ${kind}, which is not declared${meant(kind, known)}`,
      )
  const both = opens.filter((kind) => closes.includes(kind))
  return [
    ...unknown('opened', opens),
    ...unknown('closed', closes),
    ...unknown(
      'put off',
      limits.flatMap(({ after }) => after),
    ),
    ...both.map((kind) => `matter ${id} is opened and closed by the event ${kind}`),
  ]
}

/** What a matter is about is said to people, so every event that opens it must declare it, and not as C3. */
function aboutFaults({ id, opens, about }: MatterType, events: readonly EventType[]): string[] {
  if (about === undefined) return []
  const name = about.slice('detail.'.length)
  return events
    .filter(({ kind }) => opens.includes(kind))
    .flatMap(({ kind, detail }) => {
      const member = detail.find((one) => one.name === name)
      if (!member) return [`matter ${id} is about ${about}, which the event ${kind} does not declare`]
      return member.sensitivity === 'C3'
        ? [`matter ${id} is about ${about}, which is of sensitivity C3 in the event ${kind}`]
        : []
    })
}

function limitFaults({ id, limits }: MatterType, days: readonly string[]): string[] {
  return limits
    .flatMap((limit) => limit.days)
    .filter((name) => !days.includes(name))
    .map((name) => `matter ${id}: the limit ${name} is no parameter of whole numbers${meant(name, days)}`)
}

function meant(name: string, known: readonly string[]): string {
  const near = nearest(name, known)
  return near ? `; meant ${near}?` : ''
}
