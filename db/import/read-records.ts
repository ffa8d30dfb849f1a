import type { FileSummary, ReadContext } from './read-file.ts'
import { openRecords, type Records, textOfMember } from './records.ts'
import { Problem } from './refusal.ts'
import { allColumns, compileRows, keyColumns } from './rows/compile.ts'
import type { ReadEvent } from './rows/row.ts'
import type { SourceFile } from './source.ts'

/** Reads one file of records, NDJSON or Parquet, as rows of the columns that the mapping names. */
export async function readRecordFile(
  source: SourceFile,
  type: 'ndjson' | 'parquet',
  context: ReadContext,
): Promise<FileSummary> {
  const { spec, name: file } = source
  const summary: FileSummary = { file, rowsIn: 0, taken: 0, refused: 0 }
  const report = (problem: Problem, line: number, rows: number) =>
    context.report({ file, line, problem, rows })
  const opened = await openRecords(source, type, context.broken, context.onBytes).catch(asProblem)
  if (opened instanceof Problem) {
    report(opened, 1, 0)
    return summary
  }
  const { names, missingKey } = columnsOf(spec, opened, (problem) => report(problem, 1, 0))
  let [line, events] = [1, [] as ReadEvent[]]
  const { mapping, base, bounds, keys } = context
  const columns = new Map(names.map((name, at) => [name, at]))
  const note = (problem: Problem) => report(problem, line, 0)
  const emit = (event: ReadEvent) => events.push(event)
  const taker = compileRows(spec, { columns, currency: mapping.currency, base, bounds, keys, note, emit })
  for await (const records of opened.groups) {
    for (const { number, record } of records) {
      line = number
      summary.rowsIn += 1
      const fields = record instanceof Problem ? [] : names.map((name) => textOfMember(record[name]))
      const place = { file, line }
      const problem =
        record instanceof Problem ? record : (missingKey ?? taker.take({ fields, ordinal: number, place }))
      summary[problem ? 'refused' : 'taken'] += 1
      if (!problem) continue
      if (!(record instanceof Problem) && !missingKey) taker.remember(fields, place)
      if (!missingKey) report(problem, line, 1)
    }
    await context.store(events)
    events = []
  }
  if (missingKey) report(missingKey, 1, summary.rowsIn)
  if (context.broken) report(new Problem('archive-cut'), line, 0)
  return summary
}

/** The columns that can be read; a file that tells its own may lack some, and one of a key makes it useless. */
function columnsOf(spec: SourceFile['spec'], { columns }: Records, note: (problem: Problem) => void) {
  const wanted = allColumns(spec)
  const missing = columns ? wanted.filter((name) => !columns.has(name)) : []
  const key = missing.find((name) => keyColumns(spec).includes(name))
  if (!key) for (const name of missing) note(new Problem('missing-column', name))
  const names = wanted.filter((name) => key || !missing.includes(name))
  return { names, missingKey: key === undefined ? null : new Problem('missing-key-column', key) }
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  throw error
}
