import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { Text } from '../../worker/contract/text.ts'
import type { Refusal } from './refusal.ts'
import { refusalLine } from './report.ts'

/** The report of one import on disk, one NDJSON line for each refusal. */
export interface Reports {
  path: string
  /** Rows refused, and things reported that cost no row. */
  counts: { rows: number; notes: number }
  add(refusal: Refusal): void
  /** Puts the report in its place, or throws it away and leaves the one before. */
  end(keep: boolean): Promise<void>
}

/** Opens `imports/<dataset>-refused.ndjson` under `home`. */
export async function openReports(home: string, dataset: string, language: keyof Text): Promise<Reports> {
  const dir = join(home, 'imports')
  await mkdir(dir, { recursive: true })
  const path = join(dir, `${dataset}-refused.ndjson`)
  const fresh = `${path}.new`
  const stream = createWriteStream(fresh)
  const counts = { rows: 0, notes: 0 }
  return {
    path,
    counts,
    add: (refusal) => {
      counts.rows += refusal.rows
      counts.notes += refusal.rows ? 0 : 1
      stream.write(refusalLine(refusal, language))
    },
    end: async (keep) => {
      stream.end()
      await finished(stream)
      await (keep ? rename(fresh, path) : rm(fresh))
    },
  }
}
