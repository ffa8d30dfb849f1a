import { type Base, emptyBase } from './base.ts'
import type { Bounds } from './bounds.ts'
import type { FileSpec, Mapping } from './mapping.ts'
import { type FileSummary, readFile } from './read-file.ts'
import type { Place, Refusal } from './refusal.ts'
import type { ReadEvent } from './rows/row.ts'
import { locate, type Scan, type SourceFile, scan } from './source.ts'

/** How far an import is: files while they are checked, bytes while they are read, customers while they are written. */
export interface Progress {
  stage: 'scan' | 'read' | 'write'
  /** Empty while customers are written. */
  file: string
  done: number
  total: number
}
export type OnProgress = (progress: Progress) => void

/** A file of the extract, found and digested. */
export type CheckedFile = SourceFile & Scan

/** Finds and digests every file that the mapping reads. Throws `missing-file`. */
export async function checkFiles(
  dir: string,
  mapping: Mapping,
  onProgress?: OnProgress,
): Promise<CheckedFile[]> {
  const sources = await locate(dir, mapping)
  const files = []
  for (const [done, source] of sources.entries()) {
    onProgress?.({ stage: 'scan', file: source.name, done, total: sources.length })
    files.push({ ...source, ...(await scan(source.path)) })
  }
  return files
}

export interface ReadOptions {
  mapping: Mapping
  files: readonly CheckedFile[]
  bounds: Bounds
  /** Takes events some thousand at a time, in order; the reader waits for it. */
  store(events: ReadEvent[]): Promise<void>
  onRefused?: ((refusal: Refusal) => void) | undefined
  onProgress?: OnProgress | undefined
}

export interface Extract {
  base: Base
  summaries: FileSummary[]
}

/** Reads all files in the mapping's order: customers into memory, events through `store`. */
export async function readExtract({
  mapping,
  files,
  bounds,
  store,
  onRefused,
  onProgress,
}: ReadOptions): Promise<Extract> {
  const base = emptyBase()
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  const keys = new Map<FileSpec, Map<string, Place>>()
  const summaries = []
  let before = 0
  for (const file of files) {
    const own = keys.get(file.spec) ?? new Map<string, Place>()
    keys.set(file.spec, own)
    const onBytes = (read: number) =>
      onProgress?.({ stage: 'read', file: file.name, done: Math.min(total, before + read), total })
    const report = (refusal: Refusal) => onRefused?.(refusal)
    summaries.push(
      await readFile(file, { mapping, base, bounds, keys: own, broken: file.broken, report, store, onBytes }),
    )
    before += file.bytes
  }
  return { base, summaries }
}
