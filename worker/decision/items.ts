import type { ItemKind } from '../contract/item.ts'
import type { Playbook } from '../contract/playbook.ts'

/** The list of a playbook in which items of each kind stand. */
export const itemLists = {
  segment: 'segments',
  tip: 'tips',
  check: 'checks',
  script: 'scripts',
  knowledge: 'knowledge',
  parameter: 'parameters',
  adapter: 'adapters',
  team: 'teams',
  shift: 'shifts',
} as const satisfies Record<ItemKind, keyof Playbook>

/** What names an item: its id, or a parameter's name. */
export function itemIdOf(item: unknown): string {
  const { id, name } = (item ?? {}) as { id?: string; name?: string }
  return id ?? name ?? ''
}

/** The item of that kind and name; undefined where the playbook has none. */
export function itemOf(playbook: Playbook, kind: ItemKind, itemId: string): unknown {
  const items: readonly unknown[] = playbook[itemLists[kind]]
  return items.find((one) => itemIdOf(one) === itemId)
}

/** A playbook with an item in place of the one of its kind and name, or new at the end; null takes it out. */
export function withItem(
  playbook: Playbook,
  { kind, itemId, content }: { kind: ItemKind; itemId: string; content: unknown },
): Playbook {
  const list = itemLists[kind]
  const items: readonly unknown[] = playbook[list]
  const at = items.findIndex((one) => itemIdOf(one) === itemId)
  const put = content === null ? [] : [content]
  const changed = at < 0 ? [...items, ...put] : items.toSpliced(at, 1, ...put)
  return { ...playbook, [list]: changed }
}
