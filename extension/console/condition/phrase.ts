import type { Parameter, Segment } from '../../../worker/contract/playbook.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { conditionTexts } from '../../texts/console/condition.ts'
import { phraseTexts } from '../../texts/console/phrase.ts'
import { inLanguage } from '../language.ts'
import { type Field, unknownField } from './fields.ts'
import { type Count, countOf, type Group, isGroup, type Rule } from './model.ts'

/** What words are made with. */
export interface Wording {
  lang: Language
  fields: ReadonlyMap<string, Field>
  segments: readonly Pick<Segment, 'id' | 'label'>[]
  parameters: readonly Pick<Parameter, 'name' | 'label'>[]
}

const SIGNS: Record<string, string> = { '>=': '≥', '<=': '≤', '!=': '≠' }
const many = (value: string | string[]) => (Array.isArray(value) ? value : [value])
const one = (value: string | string[]) => many(value)[0] ?? ''

const TEN_THOUSAND = 10_000

/** 30 万元, or CNY 300,000. */
function yuan(value: string, lang: Language): string {
  const amount = Number(value)
  if (lang === 'en') return `CNY ${amount.toLocaleString('en-US')}`
  const short = Math.abs(amount) >= TEN_THOUSAND && amount % 100 === 0
  return short ? `${amount / TEN_THOUSAND} 万元` : `${amount.toLocaleString('en-US')} 元`
}

function parameterName(value: string, { lang, parameters }: Wording): string {
  const name = value.slice('parameter.'.length)
  const found = parameters.find((one) => one.name === name)
  const { quote } = inLanguage(phraseTexts, lang)
  return quote(found ? inLanguage(found.label, lang) : name)
}

function valueWords(value: string, { kind, unit, name, values }: Field, wording: Wording): string {
  const t = inLanguage(phraseTexts, wording.lang)
  if (value.startsWith('parameter.')) return parameterName(value, wording)
  if (kind === 'money') return yuan(value, wording.lang)
  if (unit === 'grade') return `${/product/.test(name) ? 'R' : 'C'}${value}`
  if (kind === 'number') return t.unit(value, unit)
  const coded = values.find((one) => one.name === value)
  return coded ? inLanguage(coded.label, wording.lang) : t.quote(value)
}

function dayWords(label: string, count: Count, sign: string, value: string | string[], lang: Language) {
  const t = inLanguage(phraseTexts, lang)[count]
  if (sign !== 'between') return t.sign(label, SIGNS[sign] ?? sign, one(value))
  const [low = '0', high = '0'] = many(value)
  return low === '0' ? t.within(label, high) : t.between(label, low, high)
}

function segmentWords({ operator, value }: Rule, { lang, segments }: Wording): string {
  const found = segments.find(({ id }) => id === one(value))
  const label = found ? inLanguage(found.label, lang) : one(value)
  return operator === '!=' ? inLanguage(phraseTexts, lang).notSegment(label) : label
}

/** What a line compares with, without the name of its field: `≥ 30 万元`. */
export function comparisonOf(rule: Rule, wording: Wording): string {
  const field = wording.fields.get(rule.field)
  const whole = phraseOf(rule, wording)
  const label = field && inLanguage(field.label, wording.lang)
  return label && whole.startsWith(label) ? whole.slice(label.length).trim() : whole
}

/** What only CEL can say, with the names that people know. */
function celWords(text: string, { lang, fields, parameters }: Wording): string {
  const named = new Map(parameters.map(({ name, label }) => [`parameter.${name}`, label]))
  return text
    .replace(/\b(customer|page|contact|parameter)\.[a-z0-9_]+/g, (name) => {
      const label = fields.get(name)?.label ?? named.get(name)
      return label ? inLanguage(label, lang) : name
    })
    .replaceAll('>=', '≥')
    .replaceAll('<=', '≤')
    .replaceAll('!=', '≠')
}

/** One line in words. */
export function phraseOf(rule: Rule, wording: Wording): string {
  const { lang, fields } = wording
  const { operator, value } = rule
  const t = inLanguage(phraseTexts, lang)
  if (rule.field === 'segment') return segmentWords(rule, wording)
  if (rule.field === 'cel') return celWords(one(value), wording)
  const field = fields.get(rule.field) ?? unknownField(rule.field)
  const label = inLanguage(field.label, lang)
  const counted = countOf(operator)
  if (counted) return dayWords(label, counted.count, counted.sign, value, lang)
  const words = many(value).map((one) => valueWords(one, field, wording))
  const said = t.operators[operator]
  if (said) return said(label, words.join(t.or))
  const coded = field.kind === 'code' || field.kind === 'text'
  if (coded) return operator === '!=' ? t.isNot(label, words.join()) : t.is(label, words.join())
  return `${label} ${SIGNS[operator] ?? operator} ${words.join()}`
}

export function fieldLabel(rule: Rule, { lang, fields }: Wording): string {
  const { zh, en } = conditionTexts
  const own = inLanguage({ zh, en }, lang)
  if (rule.field === 'segment' || rule.field === 'cel') return own[rule.field]
  return inLanguage((fields.get(rule.field) ?? unknownField(rule.field)).label, lang)
}

/** A run of a sentence: a phrase that stands for a line of the builder, or what joins phrases. */
export interface Run {
  text: string
  phrase: boolean
}

const join = (text: string): Run => ({ text, phrase: false })

function joined(parts: Run[][], { combinator }: Group, lang: Language): Run[] {
  const t = inLanguage(phraseTexts, lang)
  const last = combinator === 'and' ? t.andLast : t.or
  const between = combinator === 'and' ? t.and : t.or
  return parts.flatMap((part, at) => {
    if (at === 0) return part
    return [join(at === parts.length - 1 ? last : between), ...part]
  })
}

/** A whole condition in words, as runs. */
export function runsOf(group: Group, wording: Wording, inside = false): Run[] {
  const t = inLanguage(phraseTexts, wording.lang)
  const parts = group.rules.map((item) =>
    isGroup(item) ? runsOf(item, wording, true) : [{ text: phraseOf(item, wording), phrase: true }],
  )
  const body = joined(parts, group, wording.lang)
  const aside = group.rules.length > 1 && (inside || group.not)
  const enclosed = aside ? [join(t.open), ...body, join(t.close)] : body
  return group.not ? [join(t.not), ...enclosed] : enclosed
}
