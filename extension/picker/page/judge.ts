import type { Guard, Locator, ReadStep, Screen } from '../../../worker/contract/adapter.ts'
import { fitsGlob } from '../../host/glob.ts'
import { locate, locateAll, locateSeen } from '../../host/locate.ts'
import { read } from '../../host/read.ts'
import { isSeen } from '../../host/visible.ts'
import type { Judged, Why } from '../types.ts'

type Part = Document | Element

const short = (at: Locator | ReadStep): string =>
  [at.label?.join(' / '), at.css, at.text && `“${at.text}”`].filter(Boolean).join(' › ') || 'url'

/** A selector that no browser takes says so, and nothing else of the screen is lost. */
function attempt(look: () => Why | null): Why | null {
  try {
    return look()
  } catch {
    return 'broken'
  }
}

const there = (at: Locator): Why | null => attempt(() => (locate(document, [at]) ? null : 'none'))

const seen = (part: Part, at: Locator): Why | null =>
  attempt(() => (locateSeen(part, [at]) ? null : locate(part, [at]) ? 'unseen' : 'none'))

/** A step that yields no text: because nothing is there, all is hidden, it is empty, or its pattern does not fit. */
function unread(part: Part, step: ReadStep): Why | null {
  const { text, unread } = read(part, [step])
  if (text !== null) return null
  if (unread === 'ambiguous') return 'several'
  if (unread === 'no-element') return locateAll(part, step).length ? 'unseen' : 'none'
  const { pattern: _, ...whole } = step
  return read(part, [whole]).unread === 'empty' ? 'empty' : 'no-match'
}

const step = (part: Part, one: ReadStep): Why | null => attempt(() => unread(part, one))

/** A field may be empty: its box must be there. */
const box = (one: ReadStep): Why | null => {
  const why = step(document, one)
  return why === 'empty' ? null : why
}

function conditions({ when }: Screen): Judged[] {
  const glob = (part: 'url' | 'frame', globs: string[] | undefined, text: string): Judged[] =>
    globs
      ? [
          {
            part,
            name: '',
            what: globs.join(' , '),
            why: fitsGlob(globs, text) ? null : part === 'url' ? 'address' : 'frame',
          },
        ]
      : []
  return [
    ...glob('url', when.url, location.href),
    ...glob('frame', when.frame, window.name),
    ...(when.present ?? []).map(
      (at): Judged => ({ part: 'present', name: '', what: short(at), why: there(at) }),
    ),
    ...(when.absent ?? []).map(
      (at): Judged => ({ part: 'absent', name: '', what: short(at), why: there(at) ? null : 'there' }),
    ),
  ]
}

function customerSteps({ customer }: Screen): Judged[] {
  if (!customer) return []
  const within = customer.within ?? []
  const part = within.length ? attemptPart(within) : document
  return [
    ...within.map((at): Judged => ({ part: 'within', name: '', what: short(at), why: seen(document, at) })),
    ...customer.number.map(
      (one): Judged => ({ part: 'number', name: '', what: short(one), why: step(part, one) }),
    ),
    ...(customer.anchor ?? []).map(
      (at): Judged => ({ part: 'anchor', name: '', what: short(at), why: seen(part, at) }),
    ),
  ]
}

function attemptPart(within: Locator[]): Part {
  try {
    return locateSeen(document, within) ?? document
  } catch {
    return document
  }
}

function rowSteps({ rows }: Screen): Judged[] {
  if (!rows) return []
  const why = attempt(() => ([...document.querySelectorAll(rows.each)].some(isSeen) ? null : 'none'))
  return [{ part: 'rows', name: '', what: rows.each, why }]
}

const guardSteps = ({ id, press, form }: Guard): Judged[] => [
  ...press.map((at): Judged => ({ part: 'press', name: id, what: short(at), why: there(at) })),
  ...(form ? [{ part: 'form' as const, name: id, what: short(form), why: there(form) }] : []),
]

/** Says of every condition and step of a screen whether it holds in this document, and why not. */
export function judge(screen: Screen): Judged[] {
  return [
    ...conditions(screen),
    ...customerSteps(screen),
    ...rowSteps(screen),
    ...Object.entries(screen.fields).flatMap(([name, reader]) =>
      reader.map((one): Judged => ({ part: 'field', name, what: short(one), why: box(one) })),
    ),
    ...screen.guards.flatMap(guardSteps),
  ]
}
