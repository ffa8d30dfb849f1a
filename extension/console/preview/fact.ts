import type { FactValue } from '../../../worker/contract/catalogue.ts'
import type { Language } from '../../../worker/contract/text.ts'

/** A value as it stands in the base, short; lists by their length. */
export function formatFact(value: FactValue | undefined, lang: Language): string {
  if (value === undefined) return '—'
  if (Array.isArray(value)) return `[${value.length}]`
  return typeof value === 'number' ? value.toLocaleString(lang) : String(value)
}
