import type { DecidedView } from '../views.ts'
import { dayAfter, shortDate } from './format.ts'
import { presentFact, syntheticWord } from './segments.ts'
import type { Known, Show } from './show.ts'

/** Days in which a bank answers a complaint. */
const TERM = 15

/** The open complaint with its deadline; null where none is known to be open. */
export function presentComplaint(show: Show, known: Known): DecidedView['complaint'] {
  const { clock } = show.compiled
  const opened = known.facts.complaint_opened_on
  const today = clock.startOf(known.today)
  const from = typeof opened === 'string' ? clock.startOf(opened) : undefined
  if (typeof opened !== 'string' || !from || !today) return null
  const { complaint } = show.texts
  const gone = clock.daysBetween(from, today)
  const named = known.facts.complaint_matter !== undefined
  const [matter] = named ? presentFact(show, known, 'complaint_matter') : []
  return {
    title: complaint.title(typeof matter?.value === 'string' ? matter.value : ''),
    left: gone > TERM ? complaint.over(gone - TERM) : complaint.left(TERM - gone),
    from: complaint.from(shortDate(opened, show.language)),
    due: complaint.due(TERM, shortDate(dayAfter(opened, TERM), show.language)),
    synthetic: syntheticWord(show, known, 'complaint_opened_on'),
    share: Math.min(1, Math.max(0, gone / TERM)),
  }
}
