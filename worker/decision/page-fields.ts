import type { PageField } from '../contract/catalogue.ts'
import type { PageValues } from './facts.ts'

/**
 * Typed values of what was read from a page. Money is in the smallest unit (a hundredth). What cannot be read
 * for sure is left out, which is unknown: never 0, never a guess.
 */
export function parsePageFields(
  raw: Readonly<Record<string, string>>,
  pageFields: readonly PageField[],
): PageValues {
  const values: PageValues = {}
  for (const { name, type } of pageFields) {
    const text = Object.hasOwn(raw, name) ? fold(raw[name]) : ''
    const value = text ? parsers[type](text) : undefined
    if (value !== undefined) values[name] = value
  }
  return values
}

const fold = (text = '') =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()

const parsers = { int: parseInteger, money: parseMoney, bool: parseYesNo, string: (text: string) => text }

/** A year in parentheses belongs to the words: "R4(2024)". */
const dated = /\((?:19|20)\d\d[^()]*\)/g

/** "R4 中高风险", "66 岁", "PR3": at most a few letters or a label before, words after; with a second number it is none. */
function parseInteger(text: string): number | undefined {
  const found = /^(?:\p{L}{0,8}[:\s]*)(\d{1,3}(?:,\d{3})+|\d+)(?![.,]?\d)(\D*)$/u.exec(
    text.replace(dated, ''),
  )
  return found?.[1] ? safe(BigInt(found[1].replaceAll(',', ''))) : undefined
}

const hundredths: Record<string, bigint> = { '': 100n, 万: 1_000_000n, 亿: 10_000_000_000n }
const currency = /^(?:人民币|rmb|cny|czk|kč|[¥￥$€£])|(?:元整?|圆整?|rmb|cny|czk|kč)$/giu

/** "200,000.00", "20万元", "¥ 1.5 万"; exact or not at all. */
function parseMoney(text: string): number | undefined {
  const bare = text.replace(currency, '').trim().replace(currency, '').trim()
  const found = /^(\d{1,3}(?:(?:,\d{3})+|(?:\s\d{3})+)|\d+)(?:\.(\d+))?\s?([万亿]?)$/u.exec(bare)
  if (!found) return undefined
  const [, whole = '', fraction = '', unit = ''] = found
  if (!unit && fraction.length > 2) return undefined
  const scaled = BigInt(whole.replace(/[,\s]/g, '') + fraction) * (hundredths[unit] ?? 100n)
  const scale = 10n ** BigInt(fraction.length)
  return scaled % scale === 0n ? safe(scaled / scale) : undefined
}

const safe = (value: bigint) => (value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : undefined)

const yes = ['true', 'yes', 'y', 'on', '1', 'checked', '是', '有', '已读', '已阅读', '已勾选', '√', '✓', '☑']
const no = ['false', 'no', 'n', 'off', '0', 'unchecked', '否', '无', '未读', '未阅读', '未勾选', '×', '☐']

function parseYesNo(text: string): boolean | undefined {
  const word = text.toLowerCase()
  if (yes.includes(word)) return true
  return no.includes(word) ? false : undefined
}
