import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { onTestFinished } from 'vitest'
import { boundsOf } from '../../db/import/bounds.ts'
import { readCatalogue } from '../../db/import/catalogue.ts'
import type { Mapping } from '../../db/import/mapping.ts'
import { checkFiles, type Extract, readExtract } from '../../db/import/read-extract.ts'
import type { Refusal } from '../../db/import/refusal.ts'
import type { ReadEvent } from '../../db/import/rows/row.ts'
import { type Files, mapping } from './made-up-bank.ts'

/** A folder that lives as long as the test. */
export async function tempDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'fineline-test-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  return dir
}

export interface WriteOptions {
  encoding?: string
  /** Files that are compressed, and get `.gz` behind their name. */
  gz?: string[]
  /** Changes the bytes of a file before they are written (and compressed). */
  bytes?: Record<string, (whole: Buffer) => Buffer>
}

/** Writes the files with CRLF line ends. */
export async function writeFiles(files: Files, options: WriteOptions = {}): Promise<string> {
  const dir = await tempDir()
  for (const [name, lines] of Object.entries(files)) {
    const text = iconv.encode(`${lines.join('\r\n')}\r\n`, options.encoding ?? 'gbk')
    const bytes = options.bytes?.[name]?.(text) ?? text
    const gz = options.gz?.includes(name)
    await writeFile(join(dir, gz ? `${name}.gz` : name), gz ? gzipSync(bytes) : bytes)
  }
  return dir
}

export interface ReadResult extends Extract {
  events: ReadEvent[]
  refusals: Refusal[]
}

/** Reads a folder as the importer does, without a database. */
export async function read(dir: string, by: Mapping = mapping): Promise<ReadResult> {
  const events: ReadEvent[] = []
  const refusals: Refusal[] = []
  const files = await checkFiles(dir, by)
  const store = async (some: ReadEvent[]) => void events.push(...some)
  const bounds = boundsOf(await readCatalogue(), new Map())
  const onRefused = (one: Refusal) => refusals.push(one)
  const result = await readExtract({ mapping: by, files, bounds, store, onRefused })
  return { ...result, events, refusals }
}

/** Where and what: `entry.csv:3 bad-value balance`, with the rows it costs where that is not one. */
export function told(refusals: readonly Refusal[]): string[] {
  return refusals.map(({ file, line, problem, rows }) =>
    [`${file}:${line}`, problem.code, problem.column, rows === 1 ? null : `(${rows})`]
      .filter(Boolean)
      .join(' '),
  )
}
