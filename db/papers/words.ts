import type { Text } from '../../worker/contract/text.ts'
import type { MapRow } from './map.ts'

export type Language = keyof Text

const HEAD: Record<Language, string[]> = {
  zh: ['名称', '含义', '敏感度', '来源', '单位', '存放处', '用于规则', '保存期限', '谁能看到'],
  en: ['name', 'meaning', 'sensitivity', 'source', 'unit', 'kept in', 'used by', 'kept for', 'seen by'],
}

const cells = (row: MapRow, language: Language): string[] => [
  row.name,
  row.label[language],
  row.sensitivity,
  row.source,
  row.unit,
  row.where,
  row.uses.join(' '),
  row.retention[language],
  row.seenBy[language],
]

/** The map as CSV (RFC 4180, with the mark that spreadsheets want before UTF-8). */
export function mapCsv(rows: readonly MapRow[], language: Language): string {
  const lines = [HEAD[language], ...rows.map((row) => cells(row, language))]
  return `\uFEFF${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

/** The map as a Markdown table. */
export function mapMarkdown(rows: readonly MapRow[], language: Language): string {
  const title = { zh: '数据地图', en: 'Data map' }[language]
  const line = (list: string[]) => `| ${list.map((cell) => cell.replaceAll('|', '\\|') || '—').join(' | ')} |`
  const table = [
    line(HEAD[language]),
    line(HEAD[language].map(() => '---')),
    ...rows.map((row) => line(cells(row, language))),
  ]
  return `# ${title}\n\n${table.join('\n')}\n`
}
