import type { Attribute, FactValue, Holding } from '../../worker/contract/catalogue.ts'
import type { Text } from '../../worker/contract/text.ts'
import type { MaskedView } from '../views.ts'
import { roughly } from './format.ts'
import { bare } from './names.ts'
import type { Known, Show } from './show.ts'
import { holdingText, word } from './values.ts'

/** Stands for what is masked; its length says nothing. */
export const DOTS = '••••••'

/** Four digits, with blanks or dashes or without: part of a card, an ID or a phone number. */
const NUMBER = /(?:\p{Nd}[ -]?){4}/u

/**
 * True where a value is masked until it is held: of what is shown with care (C2), amounts, what is held, and free texts
 * with a number in them, also in the place of a code. Grades, days, counts, yes and no and coded words are what an
 * agent works with at a glance.
 */
export function isMasked({ sensitivity, type, values }: Attribute, value: FactValue | undefined): boolean {
  if (sensitivity !== 'C2' || value === undefined) return false
  if (type === 'holdings') return !Array.isArray(value) || value.length > 0
  const coded = values && Object.hasOwn(values, String(value))
  return type === 'money' || (type === 'string' && !coded && NUMBER.test(String(value)))
}

/** What stands in the place of a masked value. */
export const maskedView = (show: Show, { name, label }: Pick<Attribute, 'name' | 'label'>): MaskedView => ({
  name,
  label: bare(word(show, label)),
  instead: DOTS,
})

/** An amount by its first digit: about 90 万元, about 900,000 CNY. Nothing is about nothing. */
export function about({ texts, language }: Show, { currency }: Known, minor: number): string {
  const text = roughly(minor, currency, language)
  return minor === 0 ? text : texts.values.about(text)
}

/** A masked value in a sentence: an amount roughly, since the sentence is of no use without; a number not at all. */
export function inSentence(show: Show, known: Known, value: FactValue): string {
  if (typeof value === 'number') return about(show, known, value)
  if (!Array.isArray(value)) return DOTS
  const each = (one: Holding) => holdingText(show, one, about(show, known, one.amount))
  return (value as Holding[]).map(each).join(show.texts.marks.list)
}

/** What those sentences tell only roughly, each once. */
export function maskedIn(show: Show, { facts }: Known, sentences: (Text | undefined)[]): MaskedView[] {
  const all = sentences.map((one) => (one ? word(show, one) : '')).join(' ')
  const names = new Set([...all.matchAll(/\{\{customer\.([a-z0-9_]+)\}\}/g)].map(([, name]) => name))
  return show.compiled.playbook.catalogue
    .filter((one) => names.has(one.name) && isMasked(one, facts[one.name]))
    .map((one) => maskedView(show, one))
}
