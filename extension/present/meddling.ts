import type { Language } from '../../worker/contract/text.ts'
import type { Meddling } from '../messages.ts'
import { textsIn } from '../texts/index.ts'

/** What a page does to what lies on it, and what to trust; null where it does nothing. */
export function presentMeddling(language: Language, what: ReadonlySet<Meddling>): string | null {
  const { meddling, marks } = textsIn(language)
  const said = (Object.keys(meddling.what) as Meddling[]).filter((one) => what.has(one))
  return said.length ? meddling.says(said.map((one) => meddling.what[one]).join(marks.and)) : null
}
