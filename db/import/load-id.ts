import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { importSecret, makeCustomerKey } from '../../worker/contract/customer-key.ts'

/** Code, the bounds of attributes and the products that the generator deals in, which decide what is stored for the same input. */
const CODE = [
  '.',
  'rows',
  '../sample',
  '../../worker/services/facts',
  '../../worker/services/ingest/write',
].map((dir) => join(import.meta.dirname, dir))
const PACKS = ['products.json', 'catalogue.json'].map((name) => join(import.meta.dirname, '../packs', name))

/**
 * Name of a load: 64 hex digits over all that decides its rows, the secret and this code among it, so that the
 * same input is the same load and a change of any part is another. `parts` must be plain JSON.
 */
export async function makeLoadId(secret: string, parts: unknown): Promise<string> {
  const underSecret = await makeCustomerKey(await importSecret(secret), 'load')
  return createHash('sha256')
    .update(JSON.stringify([underSecret, await digestCode(), parts]))
    .digest('hex')
}

async function digestCode(): Promise<string> {
  const hash = createHash('sha256')
  for (const file of PACKS) hash.update(await readFile(file))
  for (const dir of CODE) {
    const names = (await readdir(dir)).filter((name) => name.endsWith('.ts')).sort()
    for (const name of names) hash.update(await readFile(join(dir, name)))
  }
  return hash.digest('hex')
}
