import type { Attribute, FactValue, Holding } from '../../worker/contract/catalogue.ts'
import type { Text } from '../../worker/contract/text.ts'
import { date, money, type Style, spokenDate, time } from './format.ts'
import type { Known, Show } from './show.ts'

/** The sentence in the reader's language. */
export const word = ({ language }: Pick<Show, 'language'>, { zh, en }: Text): string =>
  language === 'zh-CN' ? zh : en

/** What is known of how a value is written: an attribute, or a page field as one. */
export type Described = Pick<Attribute, 'name' | 'type' | 'unit' | 'values'>

/** Customers are graded C1 to C5, products R1 to R5. */
export const gradeLetter = ({ name }: Pick<Described, 'name'>): 'C' | 'R' =>
  /product|holding/.test(name) ? 'R' : 'C'

/** Product, its grade and how much of it. */
export const holdingText = (show: Show, { name, grade }: Holding, amount: string): string =>
  `${word(show, name)} R${grade} ${amount}`

function coded(show: Show, { values }: Described, code: string): string {
  const text = values?.[code]
  return text ? word(show, text) : code
}

/** Day and time in the bank's zone. */
function moment({ compiled, language }: Show, instant: string): string {
  const at = new Date(instant)
  return `${date(compiled.clock.dayOf(at), language)} ${time(at, compiled.playbook.timeZone)}`
}

/** A value in words, without the unit of a count: sentences bring their own. Undefined where it is not of its type. */
function inWords(show: Show, known: Known, described: Described, value: FactValue, style: Style) {
  const { language, texts } = show
  if (typeof value === 'boolean') return value ? texts.values.yes : texts.values.no
  if (Array.isArray(value)) {
    const each = (one: string | Holding) =>
      typeof one === 'string'
        ? moment(show, one)
        : holdingText(show, one, money(one.amount, known.currency, language, 'plain'))
    return value.map(each).join(texts.marks.list) || texts.values.none
  }
  if (typeof value === 'string') {
    if (described.type === 'instant') return moment(show, value)
    if (described.type !== 'date') return coded(show, described, value)
    return style === 'spoken' ? spokenDate(value, known.today, language) : date(value, language)
  }
  if (described.type === 'money') return money(value, known.currency, language, style)
  return described.unit === 'grade' ? `${gradeLetter(described)}${value}` : value.toLocaleString('en-US')
}

/** A value in words; unknown where it is missing. */
export function valueText(
  show: Show,
  known: Known,
  described: Described,
  value: FactValue | undefined,
  style: Style,
): string {
  return value === undefined ? show.texts.values.unknown : inWords(show, known, described, value, style)
}
