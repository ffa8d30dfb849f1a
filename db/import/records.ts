import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet'
import { type Line, linesOf } from './lines.ts'
import { Problem } from './refusal.ts'
import { openBytes, type SourceFile } from './source.ts'

/** One record with named members, or what is wrong with it. Numbered from 1 as lines are, of Parquet as rows. */
export interface ReadRecord {
  number: number
  record: Readonly<Record<string, unknown>> | Problem
}

/** Records of one file, some thousand at a time; `columns` are its own where it tells them. */
export interface Records {
  columns: ReadonlySet<string> | null
  groups: AsyncIterable<ReadRecord[]>
}

/** Opens a file of records. Throws a Problem where it cannot be read at all. */
export async function openRecords(
  { path }: SourceFile,
  type: 'ndjson' | 'parquet',
  broken: boolean,
  onBytes: (bytes: number) => void,
): Promise<Records> {
  return type === 'ndjson' ? { columns: null, groups: ndjson(path, broken, onBytes) } : parquet(path, onBytes)
}

const UTF8 = new TextDecoder('utf-8', { fatal: true })

async function* ndjson(
  path: string,
  broken: boolean,
  onBytes: (bytes: number) => void,
): AsyncGenerator<ReadRecord[]> {
  let bytes = 0
  for await (const lines of linesOf(openBytes(path, broken))) {
    const rows = lines.filter((line) => line.bytes.length > 0 || line.tooLong)
    bytes += lines.reduce((sum, line) => sum + line.bytes.length + 1, 0)
    yield rows.map((line) => ({ number: line.number, record: parsed(line) }))
    onBytes(bytes)
  }
}

function parsed(line: Line): ReadRecord['record'] {
  if (line.tooLong) return new Problem('too-long')
  try {
    const value: unknown = JSON.parse(UTF8.decode(line.bytes))
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>
  } catch {
    if (!line.ended) return new Problem('cut')
  }
  return new Problem('not-an-object')
}

/** Rows that are held in memory at once. */
const TOGETHER = 10_000

async function parquet(path: string, onBytes: (bytes: number) => void): Promise<Records> {
  const file = await asyncBufferFromFile(path)
  const metadata = await parquetMetadataAsync(file).catch(() => {
    throw new Problem('bad-parquet')
  })
  const columns = new Set(parquetSchema(metadata).children.map(({ element }) => element.name))
  const rows = Number(metadata.num_rows)
  async function* groups(): AsyncGenerator<ReadRecord[]> {
    for (let rowStart = 0; rowStart < rows; rowStart += TOGETHER) {
      const rowEnd = Math.min(rows, rowStart + TOGETHER)
      const records = await parquetReadObjects({ file, metadata, rowStart, rowEnd }).catch(() => null)
      if (!records) {
        const problem = new Problem('bad-parquet')
        yield Array.from({ length: rowEnd - rowStart }, (_, i) => ({
          number: rowStart + i + 1,
          record: problem,
        }))
      } else yield records.map((record, i) => ({ number: rowStart + i + 1, record }))
      onBytes((file.byteLength * rowEnd) / rows)
    }
  }
  return { columns, groups: groups() }
}

/** A member as the text that a column would hold; what is no text, number, truth or time is empty. */
export function textOfMember(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  return ['number', 'bigint', 'boolean'].includes(typeof value) ? String(value) : ''
}
