import type { Text } from '../../worker/contract/text.ts'
import type { Hit } from '../search/index.ts'
import { heldIn, marked } from '../search/marked.ts'
import type { FoundView } from '../views.ts'
import type { Show } from './show.ts'
import { word } from './values.ts'

/** Longest piece that is quoted. Characters. */
const QUOTED = 60

/** The piece that holds most of what was looked for; the first where none holds any. */
function best(texts: readonly string[], terms: readonly string[]): string {
  const counts = texts.map((text) => heldIn(text, terms))
  return texts[Math.max(0, counts.indexOf(Math.max(...counts)))] ?? ''
}

/** Cut around the first hit, so that it can be seen. */
function cut(text: string, terms: readonly string[]): string {
  const all = [...text]
  if (all.length <= QUOTED) return text
  const [first] = marked(text, terms)
  const before = first && !first.hit ? [...first.text].length : 0
  const from = before < QUOTED - 10 || before === all.length ? 0 : before - 10
  const to = from + QUOTED
  return `${from ? '…' : ''}${all.slice(from, to).join('')}${to < all.length ? '…' : ''}`
}

/** One answer of a search: its name and a piece of it in the reader's language, with what was looked for marked. */
export function presentHit(show: Show, { entry, terms }: Hit): FoundView['hits'][number] {
  const said = (text: Text) => word(show, text)
  const title = said(entry.title)
  const quote = cut(best(entry.pieces.map(said), terms), terms)
  return {
    kind: entry.kind,
    kindLabel: show.texts.script.kinds[entry.kind],
    itemId: entry.itemId,
    title: marked(title, terms),
    quote: marked(quote, terms),
  }
}
