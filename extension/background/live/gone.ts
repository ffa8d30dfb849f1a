import type { Decision } from '../../../worker/contract/decision.ts'
import type { ItemKind, ItemRef } from '../../../worker/contract/item.ts'

/** What the edge told of a playbook that is not here yet. `gone`: of older ones nothing of it may be shown; null: nothing at all. */
export interface Heard {
  version: number
  gone: ItemRef[] | null
}

/** Both things heard, until the newer playbook is here. */
export function hearMore(before: Heard | null, next: Heard): Heard {
  if (!before) return next
  const gone = before.gone && next.gone && [...before.gone, ...next.gone]
  return { version: Math.max(before.version, next.version), gone }
}

/** Whether an item of the playbook at hand may be shown no more. Without `heard` there is no newer one. */
export function isGone(heard: Heard | null, kind: ItemKind, id: string): boolean {
  return heard?.gone?.some((item) => item.kind === kind && item.itemId === id) ?? false
}

/** Whether an item of the playbook at hand may not be shown: it is gone, or nobody knows what is. */
export const mayNotShow = (heard: Heard | null, kind: ItemKind, id: string): boolean =>
  heard !== null && (heard.gone === null || isGone(heard, kind, id))

/** A decision without what is gone since; null where nothing of it may be shown. */
export function withoutGone(decision: Decision, heard: Heard | null): Decision | null {
  if (!heard || decision.playbookVersion >= heard.version) return decision
  if (!heard.gone) return null
  const left = <T extends { id: string }>(kind: ItemKind, items: T[]): T[] =>
    items.filter(({ id }) => !isGone(heard, kind, id))
  return {
    ...decision,
    segments: left('segment', decision.segments),
    tips: left('tip', decision.tips),
    hiddenTips: left('tip', decision.hiddenTips),
    checks: left('check', decision.checks),
  }
}
