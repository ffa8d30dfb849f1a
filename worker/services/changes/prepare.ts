import * as z from 'zod'
import { type ItemRef, itemSchemas } from '../../contract/item.ts'
import type { Playbook } from '../../contract/playbook.ts'
import { PlaybookError } from '../../decision/compile.ts'
import { itemIdOf, itemOf, withItem } from '../../decision/items.ts'
import { type Prepared, prepare } from '../playbook/store.ts'
import { contentRefused, sameContent } from './refusals.ts'

/**
 * A playbook with a change in it, checked whole.
 * @param content of the item; null takes it out
 * @throws Refused with the places where content or playbook are at fault, or where nothing would change
 */
export async function prepareWith(
  playbook: Playbook,
  { kind, itemId, content }: ItemRef & { content: unknown },
): Promise<Prepared> {
  const item = content === null ? null : readItem({ kind, itemId }, content)
  const before = itemOf(playbook, kind, itemId) ?? null
  if (JSON.stringify(before) === JSON.stringify(item)) throw sameContent()
  return prepareChecked(withItem(playbook, { kind, itemId, content: item }))
}

/**
 * A playbook checked whole.
 * @throws Refused with what is at fault
 */
export function prepareChecked(draft: unknown): Promise<Prepared> {
  return prepare(draft).catch((error) => {
    if (error instanceof z.ZodError) throw contentRefused(error.issues)
    if (error instanceof PlaybookError) throw contentRefused(error.faults.map((fault) => issueOf(fault)))
    throw error
  })
}

function readItem({ kind, itemId }: ItemRef, content: unknown): unknown {
  const { data, error } = itemSchemas[kind].safeParse(content)
  if (error)
    throw contentRefused(error.issues.map((issue) => ({ ...issue, path: ['content', ...issue.path] })))
  if (itemIdOf(data) === itemId) return data
  const name = kind === 'parameter' ? 'name' : 'id'
  throw contentRefused([issueOf(`must be ${itemId}: a change is of one item`, name)])
}

const issueOf = (message: string, ...path: string[]): z.core.$ZodIssue => ({
  code: 'custom',
  path: ['content', ...path],
  message,
  input: undefined,
})
