import type { Activity } from '../../../worker/contract/view.ts'
import type { ChartView, SeenView } from '../../customer-view.ts'
import { atStart } from '../../texts/view.ts'
import { monthOfYear } from '../format.ts'
import type { Show } from '../show.ts'
import { eventType, kindText } from './event.ts'

function channelChart(show: Show, { channels, events }: Activity): ChartView {
  const { activity } = show.texts.view
  const bars = channels.map(({ channel, events: count }) => ({
    label: atStart(show.texts.channels[channel]),
    count,
  }))
  const [most] = channels
  return {
    title: most
      ? activity.channels(show.texts.channels[most.channel], most.events / events, most.events, events)
      : show.texts.view.words.noEvents,
    head: [activity.headChannel, activity.headCount],
    bars,
  }
}

function monthChart(show: Show, { months }: Activity): ChartView {
  const { activity } = show.texts.view
  const label = (month: string) => activity.month(Number(month.slice(5)))
  const total = months.reduce((sum, { events }) => sum + events, 0)
  const most = months.reduce((best, one) => (one.events > best.events ? one : best), {
    month: '',
    events: 0,
  })
  return {
    title: total ? activity.months(total, label(most.month), most.events) : activity.noMonths,
    head: [activity.headMonth, activity.headCount],
    bars: months.map(({ month, events }) => ({ label: monthOfYear(month, show.language), count: events })),
  }
}

/** How often and by which channels customer and bank had to do with each other. */
export const presentActivity = (show: Show, activity: Activity): SeenView['activity'] => ({
  channels: channelChart(show, activity),
  months: monthChart(show, activity),
})

/** What the timeline can be narrowed by, with how many events there are of each. */
export function presentFilters(show: Show, { events, channels, kinds }: Activity): SeenView['timeline'] {
  const spoken = kinds.filter(({ kind }) => eventType(show, kind)?.contact)
  const count = spoken.reduce((sum, { events }) => sum + events, 0)
  return {
    total: events,
    channels: channels.map(({ channel, events }) => ({
      id: channel,
      label: atStart(show.texts.channels[channel]),
      count: events,
    })),
    kinds: kinds.map(({ kind, events }) => ({ id: kind, label: kindText(show, kind), count: events })),
    contacts: count
      ? { label: show.texts.view.words.contacts, count, kinds: spoken.map(({ kind }) => kind) }
      : null,
  }
}
