import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { type Adapter, Playbook } from '../../worker/contract/index.ts'
import { checkPlaybook } from '../../worker/decision/compile.ts'

/**
 * The playbook that the files of a folder make, checked and compiled once.
 * @param dir folder of the pack; this one when left out
 * @param extraAdapters added to `adapters/*.json`; one of the same id takes its place
 * @throws Error naming file and place where a file cannot be read, PlaybookError where a rule is at fault
 */
export function assemblePlaybook(
  dir: string = import.meta.dirname,
  extraAdapters: readonly Adapter[] = [],
): Playbook {
  const read = (name: string) => readJson(join(dir, name))
  const parts = {
    schema: 1,
    timeZone: (read('bank.json') as { timeZone: unknown }).timeZone,
    catalogue: read('catalogue.json'),
    pageFields: read('page-fields.json'),
    products: read('products.json'),
    segments: read('segments.json'),
    tips: read('tips.json'),
    checks: read('checks-cn.json'),
    dismissReasons: read('reasons.json'),
    adapters: merge(readAdapters(join(dir, 'adapters')), extraAdapters),
  }
  const parsed = Playbook.safeParse(parts)
  if (!parsed.success) throw new Error(`The pack in ${dir} is not valid:\n${z.prettifyError(parsed.error)}`)
  checkPlaybook(parsed.data)
  return parsed.data
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new Error(`${file}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}

function readAdapters(dir: string): { id: string }[] {
  const files = existsSync(dir) ? readdirSync(dir).filter((name) => name.endsWith('.json')) : []
  return files.toSorted().map((name) => readJson(join(dir, name)) as { id: string })
}

function merge(shipped: readonly { id: string }[], extra: readonly Adapter[]): { id: string }[] {
  return [...shipped.filter(({ id }) => extra.every((adapter) => adapter.id !== id)), ...extra]
}
