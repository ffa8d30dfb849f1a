import type { Text } from '../../worker/contract/text.ts'
import {
  isoDay,
  readBirthNumber,
  readDayMonthYear,
  readIso,
  readMonth,
  readYymmdd,
  runningYear,
} from './dates.ts'

/** What a conversion makes of its texts; undefined: they do not fit. */
type Scalar = string | number | boolean | undefined
export type Convert = (...texts: string[]) => Scalar

export interface ConversionOptions {
  /** Digits after the point of the currency's larger unit, such as 2. */
  minorDigits: number
  /** How many units of the currency one unit of the column stands for, such as 10000 for 万元. */
  unit: number
  /** First of the hundred years that two-digit years lie in. */
  centuryFrom: number
  /** Year of the first row, for rows in order of time that give no year. */
  firstYear: number
}

export interface Conversion {
  gives: 'string' | 'int' | 'money' | 'bool' | 'date'
  /** How many columns it reads; 1 where absent. */
  columns?: number
  /** The option it cannot do without. */
  needs?: 'centuryFrom' | 'firstYear' | 'values'
  /** What it takes, for the report of a row that does not fit. */
  expects: Text
  make(options: ConversionOptions): Convert
}

const BOOLEANS: Record<string, boolean> = {
  ...{ yes: true, y: true, true: true, t: true, '1': true, 是: true, 有: true },
  ...{ no: false, n: false, false: false, f: false, '0': false, 否: false, 无: false },
}
const MONEY = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/

function readInt(text: string): number | undefined {
  const number = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(number) ? number + 0 : undefined
}

/** Exact: the text must be a whole number of smallest units, and one that JSON carries without loss. */
function readMoney(text: string, { minorDigits, unit }: ConversionOptions): number | undefined {
  const match = MONEY.exec(text)
  if (!match) return undefined
  const [, sign, whole = '', fraction = ''] = match
  const scaled = BigInt(whole.replaceAll(',', '') + fraction) * BigInt(unit) * 10n ** BigInt(minorDigits)
  const divisor = 10n ** BigInt(fraction.length)
  const minor = Number(scaled / divisor)
  if (scaled % divisor !== 0n || !Number.isSafeInteger(minor)) return undefined
  return sign === '-' && minor !== 0 ? -minor : minor
}

/** Every conversion that a mapping may name. Texts come trimmed and are never empty. */
export const CONVERSIONS = {
  text: {
    gives: 'string',
    expects: { zh: '文字', en: 'text' },
    make: () => (text) => text,
  },
  listed: {
    gives: 'string',
    needs: 'values',
    expects: { zh: '映射文件 "values" 中列出的值', en: 'a value listed under "values" in the mapping' },
    make: () => () => undefined,
  },
  int: {
    gives: 'int',
    expects: { zh: '整数，例如 42', en: 'a whole number such as 42' },
    make: () => readInt,
  },
  money: {
    gives: 'money',
    expects: {
      zh: '金额，例如 1234.50 或 1,234.50，小数位不超过币种的最小单位',
      en: 'an amount such as 1234.50 or 1,234.50, no finer than the smallest unit of the currency',
    },
    make: (options) => (text) => readMoney(text, options),
  },
  bool: {
    gives: 'bool',
    expects: { zh: '是或否（yes/no、1/0、是/否）', en: 'yes or no (yes/no, 1/0, 是/否)' },
    make: () => (text) => BOOLEANS[text.toLowerCase()],
  },
  'date-iso': {
    gives: 'date',
    expects: { zh: '日期 YYYY-MM-DD 或 YYYYMMDD', en: 'a day as YYYY-MM-DD or YYYYMMDD' },
    make: () => readIso,
  },
  'date-dmy': {
    gives: 'date',
    expects: { zh: '日期 DD.MM.YYYY', en: 'a day as DD.MM.YYYY' },
    make: () => readDayMonthYear,
  },
  'date-yymmdd': {
    gives: 'date',
    needs: 'centuryFrom',
    expects: { zh: '日期 YYMMDD', en: 'a day as YYMMDD' },
    make: (options) => (text) => readYymmdd(text, options.centuryFrom),
  },
  'birth-date': {
    gives: 'date',
    needs: 'centuryFrom',
    expects: { zh: '出生编号 YYMMDD（女性月份加 50）', en: 'a birth number YYMMDD (month + 50 for women)' },
    make: (options) => (text) => readBirthNumber(text, options.centuryFrom)?.born,
  },
  'birth-gender': {
    gives: 'string',
    needs: 'centuryFrom',
    expects: { zh: '出生编号 YYMMDD（女性月份加 50）', en: 'a birth number YYMMDD (month + 50 for women)' },
    make: (options) => (text) => readBirthNumber(text, options.centuryFrom)?.gender,
  },
  'day-month': {
    gives: 'date',
    columns: 2,
    needs: 'firstYear',
    expects: { zh: '日和月，例如 5 和 may', en: 'a day and a month such as 5 and may' },
    make: ({ firstYear }) => {
      const yearOf = runningYear(firstYear)
      return (day, monthText) => {
        const month = readMonth(monthText)
        return month && /^\d{1,2}$/.test(day) ? isoDay(yearOf(month), month, Number(day)) : undefined
      }
    },
  },
  month: {
    gives: 'date',
    needs: 'firstYear',
    expects: { zh: '月份，例如 may 或 5', en: 'a month such as may or 5' },
    make: ({ firstYear }) => {
      const yearOf = runningYear(firstYear)
      return (text) => {
        const month = readMonth(text)
        return month && isoDay(yearOf(month), month, 1)
      }
    },
  },
} satisfies Record<string, Conversion>

export type ConversionName = keyof typeof CONVERSIONS
export const CONVERSION_NAMES = Object.keys(CONVERSIONS) as [ConversionName, ...ConversionName[]]

/** Of the currency's larger unit, by ISO 4217 as the runtime knows it. */
export function minorDigits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}
