import type { ItemRef } from '../../../worker/contract/item.ts'
import type { Kept } from './draft.ts'

const keyOf = ({ kind, itemId }: ItemRef) => `console.draft.${kind}/${itemId}`

/** What the browser still holds of a draft; nothing once the edge has it. */
export async function keptDraft(item: ItemRef): Promise<Kept | null> {
  const key = keyOf(item)
  const held: Record<string, Kept | undefined> = await chrome.storage.session.get(key)
  return held[key] ?? null
}

/** Holds a draft until the browser closes; null lets it go. */
export const keepDraft = (item: ItemRef, kept: Kept | null): Promise<void> =>
  kept ? chrome.storage.session.set({ [keyOf(item)]: kept }) : chrome.storage.session.remove(keyOf(item))
