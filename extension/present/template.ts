import type { Attribute, FactValue } from '../../worker/contract/catalogue.ts'
import type { Text } from '../../worker/contract/text.ts'
import type { Style } from './format.ts'
import { inSentence, isMasked } from './masked.ts'
import type { Known, Show } from './show.ts'
import { type Described, valueText, word } from './values.ts'

/** A grade's letter may stand in the sentence or not: `R{{page.product_grade}}` and `{{page.product_grade}}` read alike. */
const PLACE = /(?<![A-Za-z])([CR]?)\{\{(customer|page|parameter)\.([a-z0-9_]+)\}\}/g
/** Stands where a value meets its sentence, until the space between them is set. */
const SEAM = '\u2060'

function describe(show: Show, scope: string, name: string): Described | Attribute | 'withheld' | undefined {
  const { catalogue, pageFields, parameters } = show.compiled.playbook
  if (scope === 'parameter') {
    const parameter = parameters.find((one) => one.name === name)
    return parameter && { ...parameter, unit: 'none' }
  }
  if (scope === 'customer') {
    const attribute = catalogue.find((one) => one.name === name)
    return attribute?.sensitivity === 'C3' ? 'withheld' : attribute
  }
  const field = pageFields.find((one) => one.name === name)
  return field && { ...field, unit: name.endsWith('_grade') ? 'grade' : 'none' }
}

function read(show: Show, { facts, page }: Known, scope: string, name: string): FactValue | undefined {
  if (scope === 'parameter') return show.compiled.playbook.parameters.find((one) => one.name === name)?.value
  const values = scope === 'customer' ? facts : page
  return Object.hasOwn(values, name) ? values[name] : undefined
}

/** Chinese sets a space between Han and Latin. */
const spaced = (text: string) =>
  text
    .replace(/(\p{Script=Han}) \u2060约/gu, '$1约')
    .replace(/(\p{Script=Han})\u2060([\dA-Za-z-])/gu, '$1 $2')
    .replace(/([\dA-Za-z])\u2060(\p{Script=Han})/gu, '$1 $2')

/** A sentence of the playbook with its values. What is missing reads as unknown, what may not be shown says so, masked amounts are told roughly. */
export function fill(show: Show, known: Known, text: Text, style: Style = 'plain'): string {
  const { unknown, withheld } = show.texts.values
  const filled = word(show, text).replace(PLACE, (_, letter: string, scope: string, name: string) => {
    const described = describe(show, scope, name)
    const value = read(show, known, scope, name)
    if (described === 'withheld') return SEAM + withheld + SEAM
    if (!described || value === undefined) return SEAM + unknown + SEAM
    const masked = 'sensitivity' in described && isMasked(described, value)
    const words = masked ? inSentence(show, known, value) : valueText(show, known, described, value, style)
    return SEAM + letter + (letter ? words.replace(/^[CR]/, '') : words) + SEAM
  })
  return (show.language === 'zh-CN' ? spaced(filled) : filled).replaceAll(SEAM, '')
}
