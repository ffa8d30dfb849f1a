import type { MatterView } from '../customer-view.ts'
import type { Known, Show } from './show.ts'
import { limitsFrom, presentMatter } from './view/matter.ts'

/** The open complaint with its limits, as the facts tell of it; null where none is known to be open. */
export function presentComplaint(show: Show, known: Known): MatterView | null {
  const { facts, today, synthetic = [] } = known
  const { clock, playbook } = show.compiled
  const { complaint_opened_on: opened, complaint_matter: about, complaint_stage: stage } = facts
  const type = playbook.matters.find(({ id }) => id === 'complaint')
  if (!type || typeof opened !== 'string' || !clock.startOf(opened) || !clock.startOf(today)) return null
  return presentMatter(show, {
    type,
    opened,
    about: typeof about === 'string' ? about : '',
    limits: limitsFrom(show, type, opened, today),
    running: Math.max(
      0,
      type.limits.findIndex(({ after }) => after.includes(String(stage))),
    ),
    synthetic: synthetic.includes('complaint_opened_on'),
  })
}
