import type { Outcome } from '../../contract/outcome.ts'
import { scanIdentifiers } from '../../decision/scan.ts'
import type { Subjects } from '../playbook/subjects.ts'

/** How far a browser's clock may run ahead of the edge's. Milliseconds. */
const AHEAD = 5 * 60_000

/** What can be done with what. */
const KINDS: Record<Outcome['subject'], readonly Outcome['kind'][]> = {
  tip: ['prompted', 'shown', 'accepted', 'deferred', 'dismissed', 'offered', 'withheld'],
  check: ['shown', 'blocked', 'overridden'],
  step: ['done'],
}

/**
 * Why an outcome can never be stored, or null. The sentence holds nothing of what the agent wrote.
 * @param subjects of the outcome's own playbook version; undefined where there never was such a version
 * @param at ISO time of receipt
 */
export function whyRefused(outcome: Outcome, subjects: Subjects | undefined, at: string): string | null {
  const { subject, kind, reasonId, reasonText, playbookVersion } = outcome
  if (reasonText && scanIdentifiers(reasonText).length > 0)
    return 'reasonText holds what may identify a customer; take it out and send a new outcome'
  if (Date.parse(outcome.at) > Date.parse(at) + AHEAD)
    return '"at" is more than 5 minutes ahead; set the clock of the machine it came from'
  if (!KINDS[subject].includes(kind)) return `"${kind}" is nothing that is done with a ${subject}`
  if ((kind === 'dismissed' || kind === 'overridden') && !reasonId) return `"${kind}" needs a reasonId`
  if (!subjects) return `playbook version ${playbookVersion} was never published`
  return againstPlaybook(outcome, subjects)
}

function againstPlaybook(outcome: Outcome, subjects: Subjects): string | null {
  const { subject, subjectId, kind, reasonId = '', playbookVersion, segmentId } = outcome
  const known = { tip: subjects.tips, check: subjects.checks, step: subjects.steps }[subject]
  const version = `playbook version ${playbookVersion}`
  if (!known.has(subjectId)) return `${version} has no ${subject} ${subjectId}`
  if (segmentId !== undefined && !subjects.segments.has(segmentId))
    return `${version} has no segment ${segmentId}`
  if (kind === 'dismissed' && !subjects.dismissReasons.has(reasonId))
    return `${version} has no reason ${reasonId} to dismiss a tip`
  if (kind !== 'overridden') return null
  const reasons = subjects.checks.get(subjectId)
  if (!reasons) return `check ${subjectId} of ${version} cannot be overridden`
  return reasons.has(reasonId) ? null : `check ${subjectId} of ${version} lists no reason ${reasonId}`
}
