import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Figure } from '../figures.ts'

/** Everything that is put into every frame, compressed. KB. */
async function sizeOf(extensionDir: string): Promise<number> {
  const manifest = JSON.parse(await readFile(join(extensionDir, 'manifest.json'), 'utf8'))
  const files: string[] = manifest.content_scripts.flatMap(({ js }: { js: string[] }) => js)
  const parts = await Promise.all(files.map((file) => readFile(join(extensionDir, file))))
  return gzipSync(Buffer.concat(parts)).length / 1024
}

export async function measureSize(ours: string, react: string): Promise<Figure> {
  const [value, baseline] = [await sizeOf(ours), await sizeOf(react)]
  return { name: 'script in every frame, gzip', value, unit: 'KB', baseline, ratio: value / baseline }
}
