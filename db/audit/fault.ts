import type { Text } from '../../worker/contract/text.ts'

/** Where something is not as it was written: a record of one kind by its number, or a line of the file. */
export interface AuditFault {
  in: 'entry' | 'segment' | 'access' | 'access-segment' | 'anchor' | 'database'
  /** Sequence, or id of a segment; 0 of a database. */
  at: number
  /** The last of the stretch in which it lies, where it cannot be told more closely. */
  until?: number
  fault: FaultName
  /** Whose chain it is, where there are several. */
  database?: string
  /** Of the file, where there is one. */
  line?: number
}

export type FaultName = keyof typeof FAULTS

const FAULTS = {
  order: { zh: '缺失、重复或次序不对', en: 'is missing, stands twice, or is out of order' },
  link: { zh: '与前一条不衔接', en: 'does not follow the one before it' },
  hash: { zh: '内容与写入时不同', en: 'is not what was written' },
  segment: { zh: '与所在区段的记录不符', en: 'does not fit the segment it is in' },
  anchor: {
    zh: '与锚点不符：审计链已被改写',
    en: 'is not what the anchor noted: the chain was written anew',
  },
  cut: { zh: '缺失：审计链在此之前被截断', en: 'is missing: the chain was cut short before it' },
  unsealed: { zh: '没有对应的封存条目', en: 'has no entry in the chain that seals it' },
  undropped: {
    zh: '已删除，但审计链中没有删除它的条目',
    en: 'was dropped without an entry in the chain that drops it',
  },
  commitment: { zh: '与所指客户不符', en: 'does not commit to the customer it names' },
  missing: {
    zh: '缺失：银行的审计链或导出文件列有这个数据库',
    en: 'is missing: the bank’s chain, or the export itself, names it',
  },
  unreadable: { zh: '无法按导出格式读取', en: 'cannot be read as it was exported' },
} as const satisfies Record<string, Text>

const KINDS: Record<AuditFault['in'], Text> = {
  entry: { zh: '审计条目', en: 'audit entry' },
  segment: { zh: '审计区段', en: 'audit segment' },
  access: { zh: '访问记录', en: 'access line' },
  'access-segment': { zh: '访问记录区段', en: 'access segment' },
  anchor: { zh: '锚点', en: 'anchor' },
  database: { zh: '数据库', en: 'database' },
}

/** One sentence that names the place and what is wrong there. */
export function sayFault(found: AuditFault, language: keyof Text): string {
  const { in: kind, at, until, fault, database = '', line } = found
  const range = until !== undefined && until !== at ? `${at}–${until}` : `${at}`
  const of = { zh: `数据库 ${database} 的`, en: `${database}: ` }[language]
  const place =
    kind === 'database'
      ? `${KINDS[kind][language]} ${database}`
      : `${database && of}${KINDS[kind][language]} ${range}`
  const where = line === undefined ? '' : { zh: `（第 ${line} 行）`, en: ` (line ${line})` }[language]
  return { zh: `${place}${where}${FAULTS[fault].zh}。`, en: `${place}${where} ${FAULTS[fault].en}.` }[
    language
  ]
}
