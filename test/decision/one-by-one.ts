import type { Decision } from '../../worker/contract/decision.ts'
import type { PreviewCounts } from '../../worker/contract/preview.ts'

/** How often each name stands in a list. */
function times(names: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    [...new Set(names)].map((name) => [name, names.filter((one) => one === name).length]),
  )
}

/** What a preview of a tip without hours, channels and teams of its own must count, from the decisions themselves. */
export function countedOneByOne(
  tipId: string,
  decisions: readonly { before: Decision; after: Decision }[],
): Omit<PreviewCounts, 'conditions'> {
  const has = ({ tips }: Decision) => tips.some(({ id }) => id === tipId)
  const after = decisions.map((one) => one.after)
  const hit = after.filter(has)
  const hidden = after.flatMap(({ hiddenTips }) => hiddenTips.filter(({ id }) => id === tipId))
  const unknown = hidden.filter(({ reason }) => reason.endsWith('-unknown'))
  const firsts = decisions.map((one) => ({ was: one.before.tips[0]?.id, is: one.after.tips[0]?.id }))
  const was = firsts.flatMap((one) => one.was ?? [])
  const notEligible = decisions.length - hit.length - hidden.length
  return {
    customers: decisions.length,
    hit: hit.length,
    hitBefore: decisions.filter((one) => has(one.before)).length,
    unknown: unknown.length,
    missing: times(unknown.flatMap(({ missing }) => missing)),
    segments: times(hit.map(({ segments }) => segments[0]?.id ?? '')),
    first: firsts.filter(({ is }) => is === tipId).length,
    displaced: times(firsts.flatMap((one) => (one.was !== undefined && one.was !== one.is ? one.was : []))),
    firstBefore: times(was),
    above: times(
      hit.flatMap(({ tips }) =>
        tips
          .slice(
            0,
            tips.findIndex(({ id }) => id === tipId),
          )
          .map(({ id }) => id),
      ),
    ),
    reasons: times([
      ...hidden.map(({ reason }) => reason),
      ...Array.from({ length: notEligible }, () => 'not-eligible'),
    ]),
    shownBefore: decisions.reduce((sum, one) => sum + one.before.tips.length, 0),
    shownAfter: after.reduce((sum, { tips }) => sum + tips.length, 0),
  }
}
