import type * as z from 'zod'
import { type ItemKind, itemSchemas } from '../../../worker/contract/item.ts'
import type { Playbook } from '../../../worker/contract/playbook.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { checkPlaybook, PlaybookError } from '../../../worker/decision/decide.ts'
import { withItem } from '../../../worker/decision/items.ts'
import { issueTexts } from '../../texts/console/issues.ts'
import { playbookFaultWords } from '../fault-words.ts'
import { inLanguage } from '../language.ts'

/** What is wrong with an item, and at which member; `*` where it is about the whole. */
export interface Issue {
  path: string
  message: string
}

export const WHOLE = '*'

function schemaMessage(issue: z.core.$ZodIssue, lang: Language): string {
  const t = inLanguage(issueTexts, lang)
  if (issue.code === 'invalid_type') return issue.input === undefined ? t.missing : t.type
  if (issue.code === 'too_small' && issue.origin === 'string') return t.missing
  if (issue.code === 'too_small') return t.atLeast(String(issue.minimum))
  if (issue.code === 'too_big') return t.atMost(String(issue.maximum))
  if (issue.code === 'invalid_format') return t.formats[issue.format] ?? t.formats.regex ?? issue.message
  if (issue.code === 'unrecognized_keys') return t.unknown(issue.keys.join(t.list))
  return issue.code === 'custom' ? (t.own[issue.message] ?? t.value) : t.value
}

function schemaIssues(kind: ItemKind, content: unknown, lang: Language): Issue[] {
  const { error } = itemSchemas[kind].safeParse(content)
  return (error?.issues ?? []).map((issue) => ({
    path: issue.path.join('.') || WHOLE,
    message: schemaMessage(issue, lang),
  }))
}

function faultsOf(playbook: Playbook): readonly string[] {
  try {
    checkPlaybook(playbook)
    return []
  } catch (error) {
    return error instanceof PlaybookError ? error.faults : [String(error)]
  }
}

/** Faults of conditions stand at the condition, with line and column. */
const OF_CONDITION = /, line \d+, column \d+: /

/**
 * Everything that keeps an item from being submitted, as far as the browser can tell. Taking it out has none of its
 * own, but others may name it.
 */
export function issuesOf(
  kind: ItemKind,
  itemId: string,
  content: unknown,
  playbook: Playbook,
  lang: Language,
): Issue[] {
  const wrong = content === null ? [] : schemaIssues(kind, content, lang)
  if (wrong.length) return wrong
  const parsed = content === null ? null : itemSchemas[kind].parse(content)
  const before = new Set(faultsOf(playbook))
  return faultsOf(withItem(playbook, { kind, itemId, content: parsed }))
    .filter((fault) => !before.has(fault))
    .map((message) =>
      OF_CONDITION.test(message) && message.startsWith(`${kind} ${itemId},`)
        ? { path: WHOLE, message: inLanguage(issueTexts, lang).condition }
        : { path: WHOLE, message: playbookFaultWords(message, lang) },
    )
}

/** The issues of one member and of what is in it. */
export const issuesAt = (issues: readonly Issue[], path: string): Issue[] =>
  issues.filter((one) => one.path === path || one.path.startsWith(`${path}.`))
