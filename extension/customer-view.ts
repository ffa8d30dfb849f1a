/** What is seen of a customer beside the decision, from every channel: in words ready to show, like all of `views.ts`. */

import type { FactView, MaskedView } from './views.ts'

/** Where a value is from, and how it was made. */
export interface OriginView {
  /** Such as "Core banking (berka), 20 Nov 2026 06:00". */
  from: string
  /** Such as "Made from events: sum of the amounts of paid out within 90 days." */
  rule: string
  /** Said of a value too old to rest on; empty for one in use. */
  stale: string
}

/** A matter that is not closed, such as a complaint. */
export interface MatterView {
  title: string
  /** Days to the next limit, or over the last. */
  left: string
  from: string
  /** The next limit; empty where the playbook sets none. */
  due: string
  /** The limits after it, as one sentence; empty for none. */
  later: string
  /** Of the time to the next limit gone by, 0..1. */
  share: number
  synthetic: string
}

/** A fact that is not what it was at the last contact. */
export interface ChangeView {
  name: string
  text: string
  /** Before and after, where the sentence tells them only roughly. */
  masked: MaskedView[]
  /** Since when, and by which source. */
  from: string
}

/** One thing to narrow the timeline by. */
export interface FilterView {
  id: string
  label: string
  count: number
}

/** A bar or a part of a chart; the table behind shows label and figure. */
export interface BarView {
  label: string
  count: number
}

export interface ChartView {
  /** What is seen. */
  title: string
  head: [string, string]
  bars: BarView[]
}

/** What the edge knows of the customer on screen. */
export interface SeenView {
  state: 'seen'
  /** Grows with every answer: what was asked under another one is of the past. */
  made: number
  matters: MatterView[]
  /** That the customer was split in two, and what that means; empty where it was not. */
  split: string
  /** By attribute name, of every value shown. */
  origins: Record<string, OriginView>
  /** Facts that have no part of their own. */
  facts: FactView[]
  /** `rest` opens by `more`; `same`: what of the important did not change. */
  changes: { title: string; items: ChangeView[]; rest: ChangeView[]; more: string; same: string }
  consentsAsOf: string
  timeline: {
    total: number
    channels: FilterView[]
    kinds: FilterView[]
    /** Kinds of event in which customer and bank spoke with each other, as one filter; null where there is none. */
    contacts: (Omit<FilterView, 'id'> & { kinds: string[] }) | null
  }
  activity: { channels: ChartView; months: ChartView }
  /** Such as "2 accounts, 1 card; 1 of them uncertain"; empty where nothing is known. */
  links: string
}

export type CustomerView =
  | { state: 'waiting' }
  /** `again`: words of a button; empty where asking again is of no use. */
  | { state: 'failed'; title: string; detail: string; again: string }
  | SeenView

/** One event of the timeline. */
export interface EventView {
  /** By which the background knows it. */
  id: number
  day: string
  channel: string
  text: string
  /** Customer and bank spoke with each other. */
  contact: boolean
  /** That it may be another customer's, and why; empty where nothing says so. */
  doubt: string
  /** Everything there is to see of it, beginning with the moment. */
  details: { label: string; value: string | MaskedView }[]
}

/** A stretch of the timeline, newest first; or why it could not be had. */
export type EventsView =
  | { events: EventView[] /** Null: there are none before. */; next: string | null }
  | { failed: string }

/** Headings, buttons and hints of the view. */
export interface ViewWords {
  waiting: string
  holdings: string
  timeline: string
  allChannels: string
  channel: string
  kind: string
  allKinds: string
  contacts: string
  noEvents: string
  noneOfThose: string
  more: string
  again: string
  changes: string
  facts: string
  activity: string
  table: string
  /** All parts of a chart that have no colour of their own. */
  others: string
  links: string
  loadingEvents: string
  /** `{shown}` events are here; of how many is not known. */
  shown: string
  /** `{shown}` of `{of}` events are here. */
  shownOf: string
  /** Said to screen readers of a value that opens. */
  origin: string
}
