import { join } from 'node:path'
import * as z from 'zod'
import { namesIn, parseJson, readGiven } from '../given.ts'
import { readCatalogue } from './catalogue.ts'
import { checkMapping } from './check-mapping.ts'
import { ImportError } from './error.ts'
import { Mapping } from './mapping.ts'
import { filesFor } from './source.ts'

const SHIPPED = join(import.meta.dirname, '../mappings')

/** Reads and checks one mapping file. Throws Trouble where it cannot be read, `bad-mapping` with all that is wrong. */
export async function readMapping(path: string): Promise<Mapping> {
  const parsed = Mapping.safeParse(parseJson(readGiven(path).toString(), path))
  if (!parsed.success) throw new ImportError('bad-mapping', { path, wrong: z.prettifyError(parsed.error) })
  const wrong = checkMapping(parsed.data, await readCatalogue())
  if (wrong.length) throw new ImportError('bad-mapping', { path, wrong: wrong.join('\n') })
  return parsed.data
}

/** The shipped mapping whose files stand in `dir`, judged by their names. Throws Trouble where there is no such folder, `no-mapping`. */
export async function findMapping(dir: string): Promise<Mapping> {
  const names = await namesIn(dir)
  const files = (await namesIn(SHIPPED)).filter((name) => name.endsWith('.json')).sort()
  const mappings = await Promise.all(files.map((name) => readMapping(join(SHIPPED, name))))
  const share = (mapping: Mapping) =>
    mapping.files.filter((spec) => filesFor(spec, names).length).length / mapping.files.length
  const best = mappings.toSorted((a, b) => share(b) - share(a))[0]
  if (best && share(best) >= 0.5) return best
  throw new ImportError('no-mapping', { dir, known: mappings.map((mapping) => mapping.dataset).join(', ') })
}
