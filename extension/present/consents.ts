import type { DecidedView } from '../views.ts'
import { date } from './format.ts'
import { syntheticWord } from './segments.ts'
import type { Known, Show } from './show.ts'
import { word } from './values.ts'

type Consent = DecidedView['consents'][number]

function told(show: Show, label: string, value: unknown): Omit<Consent, 'synthetic' | 'name'> {
  const { consents } = show.texts
  if (value === true) return { mark: 'yes', label }
  return value === false
    ? { mark: 'no', label: consents.no(label) }
    : { mark: 'unknown', label: consents.unknown(label) }
}

function quiet(show: Show, known: Known): Consent[] {
  const { facts, today } = known
  const until = facts.do_not_call_until
  if (typeof until !== 'string' || until < today) return []
  const label = show.texts.consents.quietUntil(date(until, show.language))
  const name = 'do_not_call_until'
  return [{ name, mark: 'no', label, synthetic: syntheticWord(show, known, name) }]
}

/** Every consent the catalogue declares (`…_consent`), and a rest from calls while it lasts. */
export function presentConsents(show: Show, known: Known): Consent[] {
  const declared = show.compiled.playbook.catalogue.filter(
    ({ name, type, sensitivity }) => type === 'bool' && name.endsWith('_consent') && sensitivity !== 'C3',
  )
  const consents = declared.map(({ name, label }) => ({
    name,
    ...told(show, word(show, label), known.facts[name]),
    synthetic: syntheticWord(show, known, name),
  }))
  return [...consents, ...quiet(show, known)]
}
