import type { MatterType } from '../../../worker/contract/event-type.ts'
import type { OpenMatter, View } from '../../../worker/contract/view.ts'
import { limitDays } from '../../../worker/decision/limit-days.ts'
import type { MatterView } from '../../customer-view.ts'
import { dayAfter, nearDate, shortDate } from '../format.ts'
import type { Show } from '../show.ts'
import { word } from '../values.ts'
import { isMaskedDetail } from './event.ts'

const DAY = 86_400_000

/** A matter under way. `opened`: calendar day of the bank; `about`: as the opening event says, empty where it does not. */
export interface UnderWay {
  type: MatterType
  opened: string
  about: string
  limits: OpenMatter['limits']
  /** Which of the limits counts, from 0. */
  running: number
  /** The generator made it up. */
  synthetic: boolean
}

const daysFrom = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY)

/** What a matter is about, in the words of the kind of event that opens it; nothing where that is masked: a title cannot be held. */
function aboutText(show: Show, { opens, about }: MatterType, code: string): string {
  const member = about?.replace(/^detail\./, '')
  const kinds = show.compiled.playbook.events.filter(({ kind }) => opens.includes(kind))
  const declared = kinds.flatMap(({ detail }) => detail).find(({ name }) => name === member)
  const text = declared?.values?.[code]
  if (text) return word(show, text)
  return declared && isMaskedDetail(declared, code) ? '' : code
}

function laterText(show: Show, { type, opened, limits, running }: UnderWay): string {
  const later = limits.slice(running + 1).map(({ due }, at) => {
    const { label } = type.limits[running + 1 + at] ?? {}
    const name = label ? word(show, label) : ''
    return show.texts.view.matter.later(name, daysFrom(opened, due), shortDate(due, show.language))
  })
  return later.join(show.texts.marks.list)
}

/** The limits of a kind of matter from its day of opening, as the playbook sets them. */
export function limitsFrom(
  { compiled }: Show,
  type: MatterType,
  opened: string,
  today: string,
): OpenMatter['limits'] {
  return limitDays(type.limits, compiled.playbook.parameters).map((days) => {
    const due = dayAfter(opened, days)
    return { due, left: daysFrom(today, due) }
  })
}

/** A matter with its limits; what counts is the first of them, or the one it was put off to. */
export function presentMatter(show: Show, underWay: UnderWay): MatterView {
  const { type, opened, about, limits, running, synthetic } = underWay
  const { matter } = show.texts.view
  const counts = limits[running]
  const days = counts ? daysFrom(opened, counts.due) : 0
  return {
    title: matter.title(word(show, type.label), about && aboutText(show, type, about)),
    left: counts ? (counts.left < 0 ? matter.over(-counts.left) : matter.left(counts.left)) : '',
    from: matter.from(nearDate(opened, show.compiled.clock.dayOf(show.now), show.language)),
    due: counts ? matter.due(days, shortDate(counts.due, show.language)) : '',
    later: laterText(show, underWay),
    share: counts && days ? Math.min(1, Math.max(0, (days - counts.left) / days)) : 0,
    synthetic: synthetic ? show.texts.values.synthetic : '',
  }
}

/**
 * One from before the customer was split may be the other's, and one of which nothing could have been heard since may be
 * closed; it says so.
 */
function withDoubts(show: Show, matter: MatterView, doubts: readonly string[]): MatterView {
  const { is } = show.texts.view.changes
  return { ...matter, from: doubts.reduce((from, doubt) => is(from, doubt), matter.from) }
}

/** The day of a moment at the bank; of the beginning of a day in UTC that day itself, as the last day of a kind of event is told. */
const dayOfSilence = ({ clock }: Show['compiled'], moment: string): string =>
  moment.endsWith('T00:00:00.000Z') ? moment.slice(0, 10) : clock.dayOf(new Date(moment))

function doubtsOf(show: Show, { openedAt, silentSince }: OpenMatter, splitAt: string | undefined): string[] {
  const { view } = show.texts
  const { clock } = show.compiled
  const day =
    silentSince && nearDate(dayOfSilence(show.compiled, silentSince), clock.dayOf(show.now), show.language)
  return [
    ...(splitAt && Date.parse(openedAt) < Date.parse(splitAt) ? [view.event.doubt] : []),
    ...(day ? [view.matter.silent(day)] : []),
  ]
}

/** Those of a view; of a kind that the playbook at hand does not know, none. */
export function presentMatters(
  show: Show,
  { matters, splitAt }: Pick<View, 'matters' | 'splitAt'>,
): MatterView[] {
  return matters.flatMap((one) => {
    const { matter, openedAt, about, limits, running, synthetic = false } = one
    const type = show.compiled.playbook.matters.find(({ id }) => id === matter)
    const opened = show.compiled.clock.dayOf(new Date(openedAt))
    if (!type) return []
    const shown = presentMatter(show, { type, opened, about: about ?? '', limits, running, synthetic })
    return [withDoubts(show, shown, doubtsOf(show, one, splitAt))]
  })
}
