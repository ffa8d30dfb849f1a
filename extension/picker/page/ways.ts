import { locateAll } from '../../host/locate.ts'
import { read } from '../../host/read.ts'
import { isSeen } from '../../host/visible.ts'
import { isNumberAlone } from '../shape.ts'
import { KINDS, type Target, type Way } from '../types.ts'
import { labelsOf } from './labels.ts'
import { inCell, selectorsOf } from './selectors.ts'

/** Ways by place among others are many and worth little. */
const MOST = 8
const BUTTON_TEXT = 12

type At = Pick<Way, 'kind' | 'at'>

/** What of an element is its value: a box is read otherwise than a cell. */
export function sourceOf(element: Element): Way['from'] {
  if (element.matches('input[type=checkbox i],input[type=radio i]')) return 'checked'
  return element.matches('input:not([type=button i],[type=submit i]),select,textarea') ? 'value' : 'text'
}

function byLabel(element: Element): At[] {
  return labelsOf(element).flatMap(({ text, sure, cell }) => {
    const kind = sure ? 'label' : 'beside'
    const label = [text]
    const inside = inCell(element).map((css) => ({ kind, at: { label, css } }) as At)
    return cell === element ? [{ kind, at: { label } }, ...inside] : [...inside, { kind, at: { label } }]
  })
}

/** A button by its words, where nothing steadier is on it. */
function byWords(element: Element): At[] {
  const words = (element.matches('input') ? (element as HTMLInputElement).value : element.textContent) ?? ''
  const text = words.replace(/\s+/g, '')
  if (!text || text.length > BUTTON_TEXT || /\d/.test(text)) return []
  const type = element.getAttribute('type')
  return [{ kind: 'attribute', at: { css: element.localName + (type ? `[type='${type}']` : ''), text } }]
}

const toAt = ({ kind, css }: ReturnType<typeof selectorsOf>[number]): At => ({ kind, at: { css } })

function candidates(element: Element, target: Target): At[] {
  const all = selectorsOf(element).map(toAt)
  return target === 'press' ? [...all, ...byWords(element)] : [...byLabel(element), ...all]
}

/** True where the way finds this element and nothing else that can be seen. */
function findsAlone(at: Way['at'], element: Element): boolean {
  const [one, ...others] = locateAll(document, at).filter(isSeen)
  return one === element && others.length === 0
}

/** The cell around the element will do where it reads the same: a label alone outlives most. */
function readsSame(way: Way, element: Element): boolean {
  const [one, ...others] = locateAll(document, way.at).filter(isSeen)
  if (!one?.contains(element) || others.length > 0 || way.from !== 'text') return false
  const own = (element.textContent ?? '').replace(/\s+/g, ' ').trim()
  return read(document, [{ ...way.at, from: 'text' }]).text === own
}

const rank = ({ kind }: At): number => KINDS.indexOf(kind)

/** A name must be pointed at exactly: a badge stands at the end of its text. A wider cell is only to fall back on. */
const finds = (way: Way, element: Element): boolean => findsAlone(way.at, element) || readsSame(way, element)

/** Every way by which Fineline itself finds this very element on this page, the steadiest first. */
export function waysTo(element: Element, target: Target): Way[] {
  const from = sourceOf(element)
  const text = shownIn(element)
  const whole = isNumberAlone(text)
  const ways = candidates(element, target).map(({ kind, at }) => ({ kind, at, from, whole }))
  const known = new Set<string>()
  return ways
    .filter(({ at }) => !known.has(JSON.stringify(at)) && known.add(JSON.stringify(at)))
    .filter((way) => finds(way, element))
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MOST)
}

/** What the element shows: the value of a box, else its text. */
export function shownIn(element: Element): string {
  const from = sourceOf(element)
  if (from === 'checked') return String((element as HTMLInputElement).checked)
  const text =
    from === 'value' || element.matches('input') ? (element as HTMLInputElement).value : element.textContent
  return (text ?? '').replace(/\s+/g, ' ').trim()
}
