import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Files of a package by their path with forward slashes, in the order of their bytes. */
export type Tree = ReadonlyMap<string, Buffer>

const sorted = (files: Iterable<[string, Buffer]>): Tree =>
  new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** Everything below a folder. Dot files are left out: none belongs into an extension. */
export async function readTree(dir: string): Promise<Tree> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  const read = files.map(async ({ parentPath, name }): Promise<[string, Buffer]> => {
    const path = join(parentPath, name)
    return [path.slice(dir.length + 1).replaceAll('\\', '/'), await readFile(path)]
  })
  return sorted(await Promise.all(read))
}

/** The tree with one file in the place of what stood there. */
export const withFile = (tree: Tree, path: string, content: string): Tree =>
  sorted([...tree, [path, Buffer.from(content)]])

export async function writeTree(dir: string, tree: Tree): Promise<void> {
  for (const [path, bytes] of tree) {
    await mkdir(dirname(join(dir, path)), { recursive: true })
    await writeFile(join(dir, path), bytes)
  }
}

/** Whether both hold the same files with the same bytes. */
export function sameTree(a: Tree, b: Tree): boolean {
  return a.size === b.size && [...a].every(([path, bytes]) => b.get(path)?.equals(bytes))
}
