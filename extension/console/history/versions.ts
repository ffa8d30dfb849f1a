import type { VersionCause } from '../../../worker/contract/change.ts'
import type { ItemRef } from '../../../worker/contract/item.ts'
import type { Playbook } from '../../../worker/contract/playbook.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { itemIdOf, itemLists, itemOf } from '../../../worker/decision/items.ts'
import { historyTexts } from '../../texts/console/history.ts'
import { memberTexts } from '../../texts/console/members.ts'
import { fileText } from '../content/files.ts'
import { KINDS } from '../content/kinds.ts'
import { type Differences, differences } from '../difference.ts'
import { inLanguage } from '../language.ts'

/** Why a version came to be, in words. */
export function causeWords(cause: VersionCause, lang: Language): string {
  const t = inLanguage(historyTexts, lang)
  const { kinds } = inLanguage(memberTexts, lang)
  if (cause.type === 'import') return t.causes.import('')
  if (cause.type === 'rollback') return `${t.causes.rollback(String(cause.to))} · ${cause.comment}`
  const what = t.itemNamed(kinds[cause.kind], cause.itemId)
  const comment = cause.type === 'withdraw' ? ` · ${cause.comment}` : ''
  return t.causes[cause.type](what) + comment
}

/** One item that differs between two versions. */
export interface ItemDifference extends ItemRef {
  name: string
  found: Differences
  /** As it is afterwards; null: taken out. */
  content: unknown
}

/** Every item that differs between two versions, in the order of the menu. */
export function versionDifferences(before: Playbook, after: Playbook, lang: Language): ItemDifference[] {
  const { kinds } = inLanguage(memberTexts, lang)
  const t = inLanguage(historyTexts, lang)
  return KINDS.flatMap((kind) => {
    const list = (playbook: Playbook): readonly unknown[] => playbook[itemLists[kind]]
    const ids = new Set([...list(before), ...list(after)].map(itemIdOf))
    return [...ids].flatMap((id) => {
      const [was, is] = [itemOf(before, kind, id), itemOf(after, kind, id)]
      if (fileText(was ?? null) === fileText(is ?? null)) return []
      const found = differences(was, is, { kind, playbook: after, lang })
      const name = t.itemNamed(kinds[kind], id)
      return [{ kind, itemId: id, name, found: { ...found, same: [] }, content: is ?? null }]
    })
  })
}
