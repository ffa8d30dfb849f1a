import type { EventsPage, SeenEvent, View } from '../../../worker/contract/view.ts'
import type { CustomerView, EventsView, SeenView } from '../../customer-view.ts'
import type { ViewDoubt } from '../../messages.ts'
import { date } from '../format.ts'
import type { Known, Show } from '../show.ts'
import { presentActivity, presentFilters } from './activity.ts'
import { heldOfChange, presentChanges } from './changes.ts'
import { heldOfEvent, presentEvent } from './event.ts'
import { presentConsentsAsOf, presentOtherFacts } from './facts.ts'
import { presentLinks } from './links.ts'
import { presentMatters } from './matter.ts'
import { presentOrigins } from './origin.ts'

/** What words are filled from, as the view knows it: with the facts that are too old to rest on. */
export function knownOfView(show: Show, { facts, currency, historical, asOf }: View): Known {
  const today = show.compiled.clock.dayOf(historical ? new Date(asOf) : show.now)
  return { facts, page: {}, currency, today }
}

const splitText = ({ compiled, texts, language }: Show, at: string): string =>
  texts.view.split(date(compiled.clock.dayOf(new Date(at)), language))

/** Everything the side panel shows of a customer beside the decision. `made` counts the answers. */
export function presentView(show: Show, view: View, made: number): SeenView {
  const known = knownOfView(show, view)
  return {
    state: 'seen',
    made,
    matters: presentMatters(show, view),
    split: view.splitAt ? splitText(show, view.splitAt) : '',
    origins: presentOrigins(show, view),
    facts: presentOtherFacts(show, known, view),
    changes: presentChanges(show, known, view),
    consentsAsOf: presentConsentsAsOf(show, view),
    timeline: presentFilters(show, view.activity),
    activity: presentActivity(show, view.activity),
    links: presentLinks(show, view.links),
  }
}

/** What is said where the view could not be had, and whether there is use in asking again. */
export function presentViewDoubt({ texts }: Pick<Show, 'texts'>, why: ViewDoubt): CustomerView {
  const { title, detail: cause } = texts.view.doubts[why]
  const nobody = why === 'unknown-customer' || why === 'moved'
  // Parts that are not there say so here: without a word, nothing open and nothing to see are one.
  const detail = nobody ? cause : [cause, texts.view.missing].join(texts.marks.gap)
  return {
    state: 'failed',
    title,
    detail,
    again: nobody || why === 'forbidden' ? '' : texts.view.words.again,
  }
}

/** A stretch of the timeline. `numbers`: of each event. */
export function presentEvents(
  show: Show,
  view: View,
  { events, next }: EventsPage,
  numbers: readonly number[],
): EventsView {
  const known = knownOfView(show, view)
  return {
    events: events.map((event, at) =>
      presentEvent(show, known, event, { id: numbers[at] as number, splitAt: view.splitAt }),
    ),
    next,
  }
}

/** A masked value of an event or a change in full; null where nothing of that name is masked. */
export function heldOfView(
  show: Show,
  view: View,
  event: (id: number) => SeenEvent | undefined,
  name: string,
): string | null {
  const known = knownOfView(show, view)
  const [, id, member] = /^event-(\d+)-(.+)$/.exec(name) ?? []
  if (!id || !member) return heldOfChange(show, known, view, name)
  const found = event(Number(id))
  return found ? heldOfEvent(show, known, found, member) : null
}

/** What the access log calls it: which event it was is nobody's to know there, of which kind of value is. */
export const heldName = (name: string): string =>
  name
    .replace(/^event-\d+-/, 'event-')
    .replace(/^holding-\d+$/, 'holdings')
    .replace(/^(before|after)-/, '')
