import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { constants, createGunzip } from 'node:zlib'
import { namesIn } from '../given.ts'
import { ImportError } from './error.ts'
import type { FileSpec, Mapping } from './mapping.ts'

export interface SourceFile {
  spec: FileSpec
  name: string
  path: string
}

/** What one pass over a file's bytes tells. */
export interface Scan {
  sha256: string
  /** Uncompressed. */
  bytes: number
  /** A compressed file that ends early or is damaged. */
  broken: boolean
}

/** Large enough that the rows of a chunk make one good insert. */
const CHUNK = 1 << 19
const SPECIAL = /[.+?^${}()|[\]\\]/g

/** Files among `names` that `spec` takes, sorted. A plain file goes before its `.gz` twin. */
export function filesFor(spec: FileSpec, names: readonly string[]): string[] {
  for (const pattern of [spec.file].flat()) {
    const source = pattern.replace(SPECIAL, '\\$&').replaceAll('*', '.*')
    const found = names.filter((name) => new RegExp(`^${source}(?:\\.gz)?$`).test(name))
    const single = found.filter((name) => !name.endsWith('.gz') || !found.includes(name.slice(0, -3)))
    if (single.length) return single.sort()
  }
  return []
}

/** Every file of `dir` that the mapping reads, in its order. Throws `missing-file` where a required one is absent. */
export async function locate(dir: string, mapping: Mapping): Promise<SourceFile[]> {
  const names = await namesIn(dir)
  const missing = mapping.files.filter((spec) => spec.required && !filesFor(spec, names).length)
  if (missing.length) {
    const files = missing.map((spec) => [spec.file].flat().join(' / ')).join(', ')
    throw new ImportError('missing-file', { dir, files })
  }
  return mapping.files.flatMap((spec) =>
    filesFor(spec, names).map((name) => ({ spec, name, path: join(dir, name) })),
  )
}

/** Digests a file and sees whether it is whole. */
export async function scan(path: string): Promise<Scan> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk)
    bytes += chunk.length
  }
  const sha256 = hash.digest('hex')
  return path.endsWith('.gz') ? { sha256, ...(await unpack(path)) } : { sha256, bytes, broken: false }
}

async function unpack(path: string): Promise<{ bytes: number; broken: boolean }> {
  let bytes = 0
  try {
    for await (const chunk of createReadStream(path).pipe(createGunzip())) bytes += chunk.length
    return { bytes, broken: false }
  } catch {
    return { bytes, broken: true }
  }
}

/**
 * The bytes of a file, uncompressed where its name ends in `.gz`. Of a `broken` archive it gives what can be read,
 * in small pieces: what stands in the piece with the damage is lost.
 */
export function openBytes(path: string, broken: boolean): Readable {
  const file = createReadStream(path, { highWaterMark: CHUNK })
  if (!path.endsWith('.gz')) return file
  const gunzip = createGunzip({ chunkSize: broken ? 1 << 10 : CHUNK, finishFlush: constants.Z_SYNC_FLUSH })
  const bytes = new PassThrough()
  file.on('error', (error) => bytes.destroy(error))
  gunzip.on('error', () => bytes.end())
  file.pipe(gunzip).pipe(bytes)
  return bytes
}
