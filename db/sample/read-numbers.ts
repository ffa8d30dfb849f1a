import Papa from 'papaparse'
import { normaliseNumber } from '../../worker/contract/customer-key.ts'
import type { Text } from '../../worker/contract/text.ts'

/** Why a line gave no customer number; it holds nothing of the line. */
export interface BadLine {
  line: number
  why: Text
}

export interface Numbers {
  /** As normalised for the customer key, each once, in order. */
  numbers: string[]
  bad: BadLine[]
}

const NUMBER = /^[0-9A-Z]{1,32}$/

/**
 * Reads customer numbers, one a line or in the first column of a CSV file. A first line without a digit is a
 * header; lines that begin with `#` and blank ones are passed over. UTF-8, or GB18030 where it is not UTF-8.
 */
export function readNumbers(bytes: Uint8Array): Numbers {
  const firstOf = new Map<string, number>()
  const bad: BadLine[] = []
  let header = true
  for (const [at, text] of decode(bytes).split(/\r?\n/).entries()) {
    if (!text.trim() || text.trimStart().startsWith('#')) continue
    const number = normaliseNumber(firstField(text))
    const isHeader = header && !/\d/.test(number)
    header = false
    if (isHeader) continue
    const why = wrongWith(number, firstOf)
    if (why) bad.push({ line: at + 1, why })
    else firstOf.set(number, at + 1)
  }
  return { numbers: [...firstOf.keys()], bad }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

function firstField(text: string): string {
  const delimiter = [',', ';', '\t', '|'].find((sign) => text.includes(sign)) ?? ','
  return Papa.parse<string[]>(text, { delimiter }).data[0]?.[0] ?? ''
}

function wrongWith(number: string, firstOf: ReadonlyMap<string, number>): Text | null {
  if (!number) return { zh: '第一列是空的', en: 'the first column is empty' }
  if (!NUMBER.test(number)) {
    return {
      zh: '不是客户号：只能是数字和字母，最多 32 位',
      en: 'not a customer number: digits and letters only, 32 at most',
    }
  }
  const first = firstOf.get(number)
  if (first === undefined) return null
  return { zh: `与第 ${first} 行重复`, en: `the same number as on line ${first}` }
}
