import { type Change, OPEN_STATES } from '../../../worker/contract/change.ts'
import type { ItemKind } from '../../../worker/contract/item.ts'
import type { Playbook } from '../../../worker/contract/playbook.ts'
import type { Text } from '../../../worker/contract/text.ts'
import { itemIdOf, itemLists } from '../../../worker/decision/items.ts'

/** How an item stands. `ahead`: approved and to begin later; `provisional`: pushed as an emergency. */
export type RowState = 'draft' | 'waiting' | 'provisional' | 'live' | 'ahead' | 'ended' | 'gone'

/** One line of a list. */
export interface Row {
  kind: ItemKind
  itemId: string
  label: Text
  state: RowState
  /** The open change. */
  change: Change | null
  /** As it stands in the playbook in force. */
  live: unknown
  /** What the list and the editor show: the open change's content, else the live item. */
  content: unknown
}

const openOf = (changes: readonly Change[], kind: ItemKind, itemId: string): Change | null =>
  changes.find(
    (one) =>
      one.kind === kind && one.itemId === itemId && (OPEN_STATES as readonly string[]).includes(one.state),
  ) ?? null

/** Now in the bank's zone, to the minute, written as playbooks write moments. */
export function localNow(timeZone: string, now = new Date()): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  return parts.format(now).replace(' ', 'T')
}

function stateOf(live: unknown, change: Change | null, now: string): RowState {
  if (change?.state === 'submitted') return 'waiting'
  if (change?.state === 'provisional') return 'provisional'
  if (change) return 'draft'
  if (!live) return 'gone'
  const { from, until } = live as { from?: string; until?: string }
  // Times of a shift are no days.
  const dated = (moment: string | undefined) => (moment && moment.length >= 10 ? moment : undefined)
  const [begin, end] = [dated(from), dated(until)]
  if (begin && begin > now) return 'ahead'
  return end && now.slice(0, end.length) > end ? 'ended' : 'live'
}

function labelOf(content: unknown, itemId: string): Text {
  const { label } = (content ?? {}) as { label?: Partial<Text> }
  return { zh: label?.zh || itemId, en: label?.en || itemId }
}

function rowOf(kind: ItemKind, itemId: string, live: unknown, changes: readonly Change[], now: string): Row {
  const change = openOf(changes, kind, itemId)
  const content = change ? change.content : live
  return {
    ...{ kind, itemId, change, live, content },
    label: labelOf(content ?? live, itemId),
    state: stateOf(live, change, now),
  }
}

/** Once published and in no version in force: withdrawn, or taken out. */
function goneIds(kind: ItemKind, changes: readonly Change[], live: ReadonlySet<string>): string[] {
  const published = changes.filter((one) => one.kind === kind && one.state === 'published')
  return published.map(({ itemId }) => itemId).filter((id) => !live.has(id))
}

/** Every item of a kind: those in force, new drafts, and those that were withdrawn. */
export function rowsOf(
  kind: ItemKind,
  playbook: Playbook,
  changes: readonly Change[],
  now = localNow(playbook.timeZone),
): Row[] {
  const items: readonly unknown[] = playbook[itemLists[kind]]
  const live = new Map(items.map((item) => [itemIdOf(item), item]))
  const drafts = changes.filter(
    (one) => one.kind === kind && (OPEN_STATES as readonly string[]).includes(one.state),
  )
  const ids = new Set([
    ...drafts.map(({ itemId }) => itemId),
    ...live.keys(),
    ...goneIds(kind, changes, new Set(live.keys())),
  ])
  return [...ids].map((itemId) => rowOf(kind, itemId, live.get(itemId), changes, now))
}

/** What was said of an item that is no more, to write it anew from. */
export const lastContent = (changes: readonly Change[], { kind, itemId }: Row): unknown =>
  changes.find((one) => one.kind === kind && one.itemId === itemId && one.content !== null)?.content
