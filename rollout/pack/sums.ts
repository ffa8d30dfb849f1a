import { createHash } from 'node:crypto'
import { readTree } from './tree.ts'

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** What `sha256sum --check` reads: a line for each file below `dir`, without the lists themselves. */
export async function sumsOf(dir: string, wanted: (path: string) => boolean = () => true): Promise<string> {
  const files = [...(await readTree(dir))].filter(([path]) => !path.endsWith('SHA256SUMS') && wanted(path))
  return files.map(([path, bytes]) => `${sha256(bytes)}  ${path}\n`).join('')
}
