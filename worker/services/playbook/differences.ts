import { ItemKind, type ItemRef } from '../../contract/item.ts'
import type { Playbook } from '../../contract/playbook.ts'
import { itemIdOf, itemLists } from '../../decision/items.ts'

/** What agents see of a playbook: none of it may stay on a screen when it is taken away. */
const SHOWN: readonly ItemKind[] = ['tip', 'script', 'knowledge', 'check', 'segment']

export interface Differences {
  /** Items that are new, other or no longer there. */
  changed: ItemRef[]
  /** Those of them that were shown and are no longer there. */
  gone: ItemRef[]
}

/** What one playbook has otherwise than the one before it. */
export function differencesOf(before: Playbook, after: Playbook): Differences {
  const all = ItemKind.options.map((kind) => ofKind(kind, before, after))
  return { changed: all.flatMap(({ changed }) => changed), gone: all.flatMap(({ gone }) => gone) }
}

function ofKind(kind: ItemKind, before: Playbook, after: Playbook): Differences {
  const [was, is] = [textsOf(kind, before), textsOf(kind, after)]
  const ids = [...new Set([...was.keys(), ...is.keys()])]
  const changed = ids.filter((id) => was.get(id) !== is.get(id)).map((itemId) => ({ kind, itemId }))
  const gone = SHOWN.includes(kind) ? changed.filter(({ itemId }) => !is.has(itemId)) : []
  return { changed, gone }
}

const textsOf = (kind: ItemKind, playbook: Playbook) =>
  new Map(playbook[itemLists[kind]].map((item) => [itemIdOf(item), JSON.stringify(item)]))
