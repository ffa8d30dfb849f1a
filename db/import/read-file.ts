import type { Base } from './base.ts'
import type { Bounds } from './bounds.ts'
import { type Split, splitter } from './fields.ts'
import { type Header, readHeader } from './header.ts'
import { type Line, linesOf } from './lines.ts'
import type { Mapping, TextFormat } from './mapping.ts'
import { readRecordFile } from './read-records.ts'
import { type Place, Problem, type Refusal } from './refusal.ts'
import { readRowText } from './row-text.ts'
import { compileRows } from './rows/compile.ts'
import type { ReadEvent, Taker } from './rows/row.ts'
import { openBytes, type SourceFile } from './source.ts'

/** Always: rowsIn = taken + refused. The header and blank lines are no rows. */
export interface FileSummary {
  file: string
  rowsIn: number
  taken: number
  refused: number
}

export interface ReadContext {
  mapping: Mapping
  base: Base
  bounds: Bounds
  /** First places of the keys of this file spec. */
  keys: Map<string, Place>
  /** The file is an archive known to end early. */
  broken: boolean
  report(refusal: Refusal): void
  /** Takes the events of some rows; the reader waits for it. */
  store(events: ReadEvent[]): Promise<void>
  onBytes(bytes: number): void
}

/** Reads one file in bounded memory. A bad row costs itself; a header that cannot be read costs the file's rows. */
export async function readFile(source: SourceFile, context: ReadContext): Promise<FileSummary> {
  const { format } = context.mapping
  if (!('delimiter' in format)) return readRecordFile(source, format.type, context)
  const reader = new FileReader(source, format, context)
  for await (const lines of linesOf(counted(openBytes(source.path, context.broken), context.onBytes))) {
    for (const line of lines) reader.read(line)
    await reader.flush()
  }
  reader.end()
  return reader.summary
}

async function* counted(chunks: AsyncIterable<Uint8Array>, onBytes: (bytes: number) => void) {
  let bytes = 0
  for await (const chunk of chunks) {
    yield chunk
    bytes += chunk.length
    onBytes(bytes)
  }
}

/** What the header line made possible. */
type Opened = { at: number; header: Header; taker: Taker } | { at: number; unreadable: Problem }

class FileReader {
  readonly summary: FileSummary
  readonly #source: SourceFile
  readonly #context: ReadContext
  readonly #encoding: string
  readonly #split: Split
  #opened: Opened | null = null
  #events: ReadEvent[] = []
  /** The line being read. */
  #line = 1
  /** The last row was taken, but has no line end. */
  #suspect = false

  constructor(source: SourceFile, format: TextFormat, context: ReadContext) {
    this.#source = source
    this.#context = context
    this.#encoding = source.spec.encoding ?? format.encoding
    this.#split = splitter(format)
    this.summary = { file: source.name, rowsIn: 0, taken: 0, refused: 0 }
  }

  read(line: Line): void {
    this.#line = line.number
    if (!line.bytes.length && !line.tooLong) return
    if (this.#opened) this.#readRow(line, this.#opened)
    else this.#opened = this.#open(line)
  }

  async flush(): Promise<void> {
    if (this.#events.length) await this.#context.store(this.#events)
    this.#events = []
  }

  end(): void {
    if (!this.#opened) this.#report(new Problem('empty'), 0)
    else if ('unreadable' in this.#opened) {
      this.#report(this.#opened.unreadable, this.summary.rowsIn, this.#opened.at)
    }
    if (this.#suspect) this.#report(new Problem('no-line-end'), 0)
    if (this.#context.broken) this.#report(new Problem('archive-cut'), 0)
  }

  #open({ number: at, bytes }: Line): Opened {
    const { mapping, base, bounds, keys } = this.#context
    const { spec } = this.#source
    const header = readHeader(bytes, spec, this.#encoding, this.#split)
    if (header instanceof Problem) return { at, unreadable: header }
    const note = (problem: Problem) => this.#report(problem, 0)
    header.notes.forEach(note)
    const emit = (event: ReadEvent) => this.#events.push(event)
    const { columns } = header
    return {
      at,
      header,
      taker: compileRows(spec, { columns, currency: mapping.currency, base, bounds, keys, note, emit }),
    }
  }

  #readRow(line: Line, opened: Opened): void {
    this.summary.rowsIn += 1
    const readable = 'taker' in opened
    const problem = readable ? this.#take(line, opened) : opened.unreadable
    this.summary[problem ? 'refused' : 'taken'] += 1
    this.#suspect = !problem && !line.ended
    if (problem && readable) this.#report(problem, 1)
  }

  #take(line: Line, { at, header, taker }: Extract<Opened, { taker: Taker }>): Problem | null {
    const place: Place = { file: this.summary.file, line: line.number }
    const text = readRowText(line, header, this.#split, !this.#context.broken)
    if ('problem' in text) {
      taker.remember(text.trusted, place)
      return text.problem
    }
    const problem = taker.take({ fields: text.fields, ordinal: line.number - at, place })
    if (!problem) return null
    taker.remember(text.fields, place)
    return problem.code === 'bad-value' && !line.ended ? new Problem('cut', problem.column) : problem
  }

  #report(problem: Problem, rows: number, line = this.#line): void {
    this.#context.report({ file: this.summary.file, line, problem, rows })
  }
}
