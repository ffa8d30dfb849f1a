import type { Text } from '../../worker/contract/text.ts'
import type { Progress } from './read-extract.ts'
import type { FileSummary } from './read-file.ts'
import { describe, fillIn, type Refusal } from './refusal.ts'

const WORDS = {
  file: { zh: '文件', en: 'file' },
  rowsIn: { zh: '读入行数', en: 'rows in' },
  taken: { zh: '收下', en: 'taken' },
  refused: { zh: '拒绝', en: 'refused' },
  sum: { zh: '合计', en: 'sum' },
  scan: { zh: '核对 {file}', en: 'Checking {file}' },
  read: { zh: '读取 {file}', en: 'Reading {file}' },
  write: { zh: '写入客户', en: 'Writing customers' },
  loaded: {
    zh: '{dataset}：已载入 {customers} 位客户、{events} 个事件，基准日 {asOf}。',
    en: '{dataset}: {customers} customers and {events} events are loaded, as of {asOf}.',
  },
  already: {
    zh: '{dataset}：这份数据先前已载入（{customers} 位客户、{events} 个事件，基准日 {asOf}），没有改动。',
    en: '{dataset}: this extract was loaded before ({customers} customers, {events} events, as of {asOf}); nothing changed.',
  },
  refusals: {
    zh: '{rows} 行被拒绝，其余都已收下。逐行的原因和办法见 {path}',
    en: 'Rows refused: {rows}; all others were taken. Why and what to do, line by line: {path}',
  },
  notes: {
    zh: '{count} 处值得核对，但没有丢失任何行，见 {path}',
    en: 'Worth a look, though no row was lost: {count}. See {path}',
  },
} satisfies Record<string, Text>
export type WordId = keyof typeof WORDS

export function say(id: WordId, language: keyof Text, args: Record<string, string | number> = {}): string {
  return fillIn(WORDS[id][language], args)
}

/** Rows in, taken and refused, file by file, with sums. */
export function summaryTable({ files }: { files: readonly FileSummary[] }, language: keyof Text): string {
  const sum = (of: (file: (typeof files)[number]) => number) =>
    files.reduce((total, file) => total + of(file), 0)
  const total = [sum((file) => file.rowsIn), sum((file) => file.taken), sum((file) => file.refused)]
  const head = (['file', 'rowsIn', 'taken', 'refused'] as const).map((id) => say(id, language))
  const body = files.map(({ file, rowsIn, taken, refused }) => [
    file,
    ...[rowsIn, taken, refused].map(grouped),
  ])
  const rows = [head, ...body, [say('sum', language), ...total.map(grouped)]]
  const widths = head.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))))
  const lines = rows.map((row) =>
    row
      .map((text, i) => pad(text, widths[i] ?? 0, i > 0))
      .join('  ')
      .trimEnd(),
  )
  const rule = '-'.repeat(widths.reduce((total, width) => total + width + 2, -2))
  return [lines[0], rule, ...lines.slice(1, -1), rule, lines.at(-1)].join('\n')
}

function grouped(count: number): string {
  return count.toLocaleString('en')
}

function pad(text: string, width: number, toRight: boolean): string {
  const space = ' '.repeat(width - widthOf(text))
  return toRight ? space + text : text + space
}

/** Columns on a terminal: Han characters and full-width signs take two. */
function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (/[\u2e80-\uffef]/u.test(character) ? 2 : 1), 0)
}

/** One report as a line of NDJSON; it holds no value of the row. */
export function refusalLine({ file, line, problem, rows }: Refusal, language: keyof Text): string {
  const { column, code } = problem
  return `${JSON.stringify({ file, line, column, code, ...describe(problem, language), rows })}\n`
}

/** Shows how far an import is: a bar that stays on its line on a terminal, else a line now and then. */
export function progressShower(
  out: Pick<NodeJS.WriteStream, 'write'> & { isTTY?: boolean },
  language: keyof Text,
  now: () => number = performance.now.bind(performance),
): { show(progress: Progress): void; end(): void } {
  const every = out.isTTY ? 80 : 2000
  let next = out.isTTY ? 0 : now() + every
  let shown = false
  return {
    show: (progress) => {
      if (now() < next) return
      next = now() + every
      shown = true
      const text = progressText(progress, language)
      out.write(out.isTTY ? `\r\x1b[2K${text}` : `${text}\n`)
    },
    end: () => {
      if (shown && out.isTTY) out.write('\r\x1b[2K')
    },
  }
}

const BAR = 24

function progressText({ stage, file, done, total }: Progress, language: keyof Text): string {
  const share = total ? done / total : 1
  const full = Math.round(share * BAR)
  return `[${'#'.repeat(full)}${'.'.repeat(BAR - full)}] ${String(Math.floor(share * 100)).padStart(3)} %  ${say(stage, language, { file })}`
}
