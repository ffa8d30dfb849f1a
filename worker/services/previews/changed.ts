import { itemSchemas } from '../../contract/item.ts'
import type { Playbook } from '../../contract/playbook.ts'
import type { FindingsRequest } from '../../contract/preview.ts'
import {
  type CompiledPlaybook,
  checkPlaybook,
  compilePlaybook,
  PlaybookError,
} from '../../decision/compile.ts'
import { itemIdOf, withItem } from '../../decision/items.ts'
import { digestOf } from '../playbook/current.ts'
import { PreviewRefused } from './refused.ts'

/** One change is previewed in many stretches, by few people at a time. */
const KEPT = 4
const cached = new Map<string, CompiledPlaybook>()

/**
 * A playbook with a change in it, checked and compiled once an isolate.
 * @param digest of the playbook in force
 * @throws PreviewRefused where the content is no such item, or the playbook cannot be used with it
 */
export async function changedPlaybook(
  playbook: Playbook,
  digest: string,
  { kind, itemId, content }: FindingsRequest,
): Promise<CompiledPlaybook> {
  const item = { kind, itemId, content: read({ kind, itemId, content }) }
  const key = await digestOf(JSON.stringify([digest, item]))
  const known = cached.get(key)
  if (known) return known
  const compiled = compile(withItem(playbook, item))
  cached.set(key, compiled)
  const [oldest] = cached.keys()
  if (cached.size > KEPT && oldest !== undefined) cached.delete(oldest)
  return compiled
}

function read({ kind, itemId, content }: FindingsRequest): unknown {
  if (content === null) return null
  const { data, error } = itemSchemas[kind].safeParse(content)
  if (error)
    throw new PreviewRefused(
      error.issues.map(({ path, message }) => ({ path: `/${['content', ...path].join('/')}`, message })),
    )
  if (itemIdOf(data) === itemId) return data
  throw new PreviewRefused([{ path: '/content', message: `is ${itemIdOf(data)}, not ${itemId}` }])
}

function compile(playbook: Playbook): CompiledPlaybook {
  try {
    checkPlaybook(playbook)
  } catch (error) {
    if (!(error instanceof PlaybookError)) throw error
    throw new PreviewRefused(error.faults.map((message) => ({ path: '/content', message })))
  }
  return compilePlaybook(playbook)
}
