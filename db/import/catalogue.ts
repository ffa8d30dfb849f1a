import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { Attribute } from '../../worker/contract/catalogue.ts'

/** The declared attributes, from db/packs. */
export async function readCatalogue(): Promise<Attribute[]> {
  const path = join(import.meta.dirname, '../packs/catalogue.json')
  return z.array(Attribute).parse(JSON.parse(await readFile(path, 'utf8')))
}
