import type { Text } from '../../worker/contract/text.ts'
import { CONVERSIONS, type ConversionName } from './convert.ts'

/** Where a row stands. */
export interface Place {
  file: string
  line: number
}

/** What is wrong with one value or row. Arguments are names, counts and places, never values of the row. */
export class Problem {
  readonly code: ProblemCode
  readonly column: string | null
  readonly args: Readonly<Record<string, string | number>>

  constructor(code: ProblemCode, column: string | null = null, args: Record<string, string | number> = {}) {
    this.code = code
    this.column = column
    this.args = args
  }
}

/** One report. `rows` is how many rows it refuses: 1, all of a file, or 0 where nothing was lost but should be known. */
export interface Refusal extends Place {
  problem: Problem
  rows: number
}

interface Words {
  problem: Text
  remedy: Text
}

const RESEND = {
  zh: '请从源系统重新导出这一行后再导入；其余行不受影响。',
  en: 'Export this row again at its source and import again; the other rows stand.',
}
const RESEND_FILE = {
  zh: '请重新导出或传送该文件后再导入；已读到的行有效。',
  en: 'Export or transfer the file again and import again; the rows read so far stand.',
}
const ENCODING = {
  zh: '请将文件转为映射中的编码，或在映射中写明 "encoding": "{likely}"。',
  en: 'Convert the file, or give "encoding": "{likely}" for it in the mapping.',
}

export const PROBLEMS = {
  cut: {
    problem: { zh: '文件在这一行中间断开', en: 'the file breaks off in the middle of this row' },
    remedy: RESEND_FILE,
  },
  'too-few-columns': {
    problem: { zh: '应有 {expected} 列，只有 {found} 列', en: '{expected} columns expected, {found} found' },
    remedy: RESEND,
  },
  'too-many-columns': {
    problem: { zh: '应有 {expected} 列，却有 {found} 列', en: '{expected} columns expected, {found} found' },
    remedy: {
      zh: '若文字中含分隔符，请用引号括起该字段，或检查表头是否缺列；其余行不受影响。',
      en: 'Quote fields that hold the delimiter, or see whether the header lacks a column; the other rows stand.',
    },
  },
  'not-an-object': {
    problem: { zh: '这一行不是一个 JSON 对象', en: 'the line is not one JSON object' },
    remedy: RESEND,
  },
  'bad-parquet': {
    problem: {
      zh: '读不出这个 Parquet 文件或其中一段',
      en: 'this Parquet file, or a part of it, cannot be read',
    },
    remedy: {
      zh: '请重新导出，不压缩或以 Snappy 压缩。',
      en: 'Export it again, uncompressed or with Snappy.',
    },
  },
  'unclosed-quote': {
    problem: { zh: '引号没有闭合', en: 'a quote is not closed' },
    remedy: {
      zh: '一行即一条记录：请补上引号，并去掉字段内的换行。',
      en: 'A row is one line: close the quote, and take line breaks out of the field.',
    },
  },
  'bad-quote': {
    problem: { zh: '闭合引号之后还有文字', en: 'text follows a closing quote' },
    remedy: { zh: '字段内的引号请写两次。', en: 'Write a quote inside a field twice.' },
  },
  'too-long': {
    problem: { zh: '这一行超过 1 MB', en: 'the line is longer than 1 MB' },
    remedy: {
      zh: '请检查换行符是否丢失，然后重新导出。',
      en: 'See whether line ends were lost, and export again.',
    },
  },
  'wrong-encoding': {
    problem: { zh: '这一行不是 {encoding} 编码', en: 'the row is not {encoding}' },
    remedy: ENCODING,
  },
  'wrong-header-encoding': {
    problem: {
      zh: '表头不是 {encoding} 编码，整个文件未读取',
      en: 'the header is not {encoding}; nothing of the file was taken',
    },
    remedy: ENCODING,
  },
  'utf-16': {
    problem: { zh: '文件是 UTF-16 编码，整个文件未读取', en: 'the file is UTF-16; nothing of it was taken' },
    remedy: {
      zh: '请另存为 UTF-8 或 GB18030 后再导入。',
      en: 'Save it as UTF-8 or GB18030 and import again.',
    },
  },
  'utf-8-mark': {
    problem: {
      zh: '文件带有 UTF-8 标记，而映射写的是 {encoding}；已按 UTF-8 读取',
      en: 'the file carries a UTF-8 mark, but the mapping says {encoding}; it was read as UTF-8',
    },
    remedy: {
      zh: '请在映射中为该文件写明 "encoding": "utf-8"。',
      en: 'Give "encoding": "utf-8" for this file in the mapping.',
    },
  },
  'archive-cut': {
    problem: {
      zh: '压缩文件不完整或已损坏，读到这里为止',
      en: 'the compressed file is incomplete or damaged; it was read up to here',
    },
    remedy: RESEND_FILE,
  },
  'no-line-end': {
    problem: {
      zh: '最后一行没有换行符，可能被截断；该行已收下',
      en: 'the last line has no line end and may be cut; it was taken',
    },
    remedy: {
      zh: '请与源系统核对最后一行。',
      en: 'Compare the last row with its source.',
    },
  },
  empty: {
    problem: { zh: '文件是空的，没有表头', en: 'the file is empty and has no header' },
    remedy: RESEND_FILE,
  },
  'missing-column': {
    problem: {
      zh: '表头缺少这一列；其余列照常读取，由它得来的内容为未知',
      en: 'the header lacks this column; the rest is read, what comes from it is unknown',
    },
    remedy: {
      zh: '请补上该列，或在映射中改正列名。',
      en: 'Add the column, or correct its name in the mapping.',
    },
  },
  'missing-key-column': {
    problem: {
      zh: '表头缺少这一列，没有它就无法认行；整个文件未读取',
      en: 'the header lacks this column, and no row can be told without it; nothing of the file was taken',
    },
    remedy: {
      zh: '请补上该列，或在映射中改正列名。',
      en: 'Add the column, or correct its name in the mapping.',
    },
  },
  'empty-key': {
    problem: { zh: '这一列不能为空', en: 'this column may not be empty' },
    remedy: RESEND,
  },
  'bad-value': {
    problem: { zh: '不是{expects}', en: 'not {expects}' },
    remedy: {
      zh: '请在源系统更正，或在映射中换一种读法；其余行不受影响。',
      en: 'Correct it at its source, or choose another conversion in the mapping; the other rows stand.',
    },
  },
  'out-of-bounds': {
    problem: {
      zh: '不可能的值（应 {allowed}），共 {count} 处；行已收下，这一属性为未知',
      en: 'cannot be (allowed: {allowed}), times: {count}; rows were taken, the attribute is unknown',
    },
    remedy: {
      zh: '请在源系统更正，或检查映射中的列和换算。',
      en: 'Correct it at its source, or look at the column and its conversion in the mapping.',
    },
  },
  duplicate: {
    problem: {
      zh: '键重复：首次出现在 {firstFile} 第 {firstLine} 行，以首次为准',
      en: 'duplicated key: it stands first in {firstFile} line {firstLine}, and that row was taken',
    },
    remedy: {
      zh: '请在源系统查明哪一行正确，只保留一行。',
      en: 'Find at the source which of the two is right, and keep one.',
    },
  },
  'unknown-customer': {
    problem: { zh: '没有这位客户', en: 'there is no such customer' },
    remedy: {
      zh: '请检查客户文件是否完整，或该编号是否正确。',
      en: 'See whether the customer file is complete, or whether the number is right.',
    },
  },
  'unknown-link': {
    problem: { zh: '“{link}”中没有这个编号', en: 'no such number in "{link}"' },
    remedy: {
      zh: '请检查建立“{link}”的文件是否完整，或该编号是否正确。',
      en: 'See whether the file that makes "{link}" is complete, or whether the number is right.',
    },
  },
  'refused-link': {
    problem: {
      zh: '它所依靠的一行被拒绝：{causeFile} 第 {causeLine} 行',
      en: 'it rests on a row that was refused: {causeFile} line {causeLine}',
    },
    remedy: {
      zh: '更正那一行后重新导入，这一行就会收下。',
      en: 'Correct that row and import again; this one is then taken.',
    },
  },
  'unknown-lookup': {
    problem: {
      zh: '“{lookup}”中没有这个代码；该行已收下，由它得来的内容为未知',
      en: 'no such code in "{lookup}"; the row was taken, what comes from the code is unknown',
    },
    remedy: {
      zh: '请在“{lookup}”的文件中补上该代码。',
      en: 'Add the code to the file of "{lookup}".',
    },
  },
} satisfies Record<string, Words>
export type ProblemCode = keyof typeof PROBLEMS

/** Problem and remedy of a report as sentences in one language. */
export function describe(problem: Problem, language: keyof Text): { problem: string; remedy: string } {
  const { convert } = problem.args
  const expects = convert ? { expects: CONVERSIONS[convert as ConversionName].expects[language] } : {}
  const fill = (text: Text) => fillIn(text[language], { ...problem.args, ...expects })
  const words = PROBLEMS[problem.code]
  return { problem: fill(words.problem), remedy: fill(words.remedy) }
}

/** Puts `args` in the places of `{name}`. */
export function fillIn(template: string, args: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => String(args[name] ?? place))
}
