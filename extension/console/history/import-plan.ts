import { type Change, OPEN_STATES } from '../../../worker/contract/change.ts'
import { Playbook } from '../../../worker/contract/playbook.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { itemLists } from '../../../worker/decision/items.ts'
import { historyTexts } from '../../texts/console/history.ts'
import { fileText } from '../content/files.ts'
import { inLanguage } from '../language.ts'
import { type ItemDifference, versionDifferences } from './versions.ts'

/** What a file would change of the playbook in force. */
export interface ImportPlan {
  /** One draft each. */
  drafts: ItemDifference[]
  /** Somebody writes at them already: left alone. */
  skipped: ItemDifference[]
  /** Names of what differs and is not written in the console. */
  beyond: string[]
}

const LISTS: readonly string[] = Object.values(itemLists)

function beyondItems(before: Playbook, after: Playbook, lang: Language): string[] {
  const { parts } = inLanguage(historyTexts, lang)
  return (Object.keys(after) as (keyof Playbook)[])
    .filter((name) => !LISTS.includes(name) && fileText(before[name]) !== fileText(after[name]))
    .map((name) => parts[name] ?? name)
}

/** Item by item, what would be drafted, and what cannot be. */
export function importPlan(
  before: Playbook,
  after: Playbook,
  changes: readonly Change[],
  lang: Language,
): ImportPlan {
  const isOpen = ({ kind, itemId }: ItemDifference) =>
    changes.some(
      (one) =>
        one.kind === kind && one.itemId === itemId && (OPEN_STATES as readonly string[]).includes(one.state),
    )
  const found = versionDifferences(before, after, lang)
  return {
    drafts: found.filter((one) => !isOpen(one)),
    skipped: found.filter(isOpen),
    beyond: beyondItems(before, after, lang),
  }
}

/** The playbook that a file holds, or where it is none: the first place that is wrong, '' for the whole. */
export function playbookIn(read: object | undefined): { playbook: Playbook } | { wrongAt: string } {
  const { data, error } = Playbook.safeParse(read)
  return data ? { playbook: data } : { wrongAt: error?.issues[0]?.path.join('.') ?? '' }
}
