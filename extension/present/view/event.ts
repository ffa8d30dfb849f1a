import type { EventDetail, EventType } from '../../../worker/contract/event-type.ts'
import type { SeenEvent } from '../../../worker/contract/view.ts'
import type { EventView } from '../../customer-view.ts'
import type { MaskedView } from '../../views.ts'
import { date, money, nearDate, time } from '../format.ts'
import { about, isMasked, maskedView } from '../masked.ts'
import { bare } from '../names.ts'
import type { Known, Show } from '../show.ts'
import { valueText, word } from '../values.ts'

type Value = SeenEvent['detail'][string]

/** An event's amount is shown with care, as balances are: JR/T 0171-2020 counts transactions to C2. */
export const AMOUNT = 'amount'

/** Name by which a value of an event is held: that of an attribute has no dash. */
export const eventValue = (id: number, name: string): string => `event-${id}-${name}`

export const eventType = ({ compiled }: Show, kind: string): EventType | undefined =>
  compiled.playbook.events.find((one) => one.kind === kind)

/** A kind in words; one that nobody declared by its own name. */
export function kindText(show: Show, kind: string): string {
  const type = eventType(show, kind)
  return type ? word(show, type.label) : kind
}

/** Masked by the same rule as a fact of that type. */
export const isMaskedDetail = ({ sensitivity, type, values }: EventDetail, value: Value): boolean =>
  isMasked(
    { sensitivity, type: type === 'seconds' ? 'int' : type, ...(values && { values }) } as Parameters<
      typeof isMasked
    >[0],
    value,
  )

/** A value of an event in full. */
export function detailText(show: Show, known: Known, declared: EventDetail, value: Value): string {
  if (declared.type === 'seconds' && typeof value === 'number') return show.texts.view.event.seconds(value)
  const { name, type, values } = declared
  const described = { name, type: type === 'seconds' ? 'int' : type, unit: 'none', values } as const
  return valueText(show, known, described, value, 'plain')
}

/** Day and time in the bank's zone. */
export function momentText({ compiled, language }: Show, at: string): string {
  const instant = new Date(at)
  return `${date(compiled.clock.dayOf(instant), language)} ${time(instant, compiled.playbook.timeZone)}`
}

/** The moment of an event, or the day where nobody knows more. */
const whenText = (show: Show, { at, dayOnly }: SeenEvent): string =>
  dayOnly ? date(show.compiled.clock.dayOf(new Date(at)), show.language) : momentText(show, at)

/** Today, the day of this year, or the whole date. The last day of a historical extract is not today. */
export function dayText({ compiled, texts, language, now }: Show, { today }: Known, at: string): string {
  const { clock } = compiled
  const day = clock.dayOf(new Date(at))
  if (today !== clock.dayOf(now)) return date(day, language)
  if (day === today) return texts.view.event.today
  return nearDate(day, today, language)
}

const declaredOf = (show: Show, { kind, detail }: SeenEvent): [EventDetail, Value][] =>
  (eventType(show, kind)?.detail ?? []).flatMap((declared) => {
    const value = detail[declared.name]
    return value === undefined || declared.sensitivity === 'C3'
      ? []
      : [[declared, value] as [EventDetail, Value]]
  })

/** What a detail adds to the sentence; amounts beside the event's own and what is masked only when it is opened. */
function toldOf(show: Show, known: Known, [declared, value]: [EventDetail, Value]): string[] {
  const label = bare(word(show, declared.label))
  if (declared.type === 'money' || isMaskedDetail(declared, value) || value === '') return []
  if (declared.type === 'bool') return value ? [label] : []
  const text = detailText(show, known, declared, value)
  return declared.type === 'int' ? [`${label} ${text}`] : [text]
}

/** One sentence: what happened, and what the bank's record says of it. */
export function eventText(show: Show, known: Known, event: SeenEvent): string {
  const amount = event.amount === null ? [] : [about(show, known, event.amount)]
  const told = [...amount, ...declaredOf(show, event).flatMap((one) => toldOf(show, known, one))]
  const kind = kindText(show, event.kind)
  return told.length ? show.texts.view.event.sentence(kind, told.join(show.texts.marks.and)) : kind
}

/** What an event was about: the first of its details says so, else its kind. */
export function aboutText(show: Show, known: Known, event: SeenEvent): string {
  const [first] = declaredOf(show, event)
  const told = first ? toldOf(show, known, first) : []
  return told[0] ?? kindText(show, event.kind)
}

function presentDetail(show: Show, known: Known, id: number, [declared, value]: [EventDetail, Value]) {
  const { name, label } = declared
  const shown: string | MaskedView = isMaskedDetail(declared, value)
    ? maskedView(show, { name: eventValue(id, name), label })
    : detailText(show, known, declared, value)
  return { label: bare(word(show, label)), value: shown }
}

/** One event of the timeline. `id`: by which its masked values are asked for; `splitAt`: what is from before may be another's. */
export function presentEvent(
  show: Show,
  known: Known,
  event: SeenEvent,
  { id, splitAt }: { id: number; splitAt: string | undefined },
): EventView {
  const { event: t } = show.texts.view
  const channel = show.texts.channels[event.channel]
  const amount = maskedView(show, { name: eventValue(id, AMOUNT), label: { zh: t.amount, en: t.amount } })
  return {
    id,
    day: dayText(show, known, event.at),
    channel,
    text: eventText(show, known, event),
    contact: eventType(show, event.kind)?.contact ?? false,
    doubt: splitAt && Date.parse(event.at) < Date.parse(splitAt) ? t.doubt : '',
    details: [
      { label: t.at, value: whenText(show, event) },
      { label: t.channel, value: channel },
      ...(event.amount === null ? [] : [{ label: t.amount, value: amount }]),
      ...declaredOf(show, event).map((one) => presentDetail(show, known, id, one)),
    ],
  }
}

/** A masked value of an event in full; null where nothing of that name is masked. */
export function heldOfEvent(show: Show, known: Known, event: SeenEvent, name: string): string | null {
  if (name === AMOUNT) {
    return event.amount === null ? null : money(event.amount, known.currency, show.language, 'plain')
  }
  const found = declaredOf(show, event).find(([declared]) => declared.name === name)
  return found && isMaskedDetail(...found) ? detailText(show, known, ...found) : null
}
