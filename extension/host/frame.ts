import type { Reader, Screen } from '../../worker/contract/adapter.ts'
import type { FromPage, PageWords, ToPage } from '../messages.ts'
import { locate } from './locate.ts'
import { type Reading, read } from './read.ts'

export type Setup = Extract<ToPage, { type: 'setup' }>

export interface Row {
  element: Element
  number: string | null
  anchor: Element | null
}

/** What one frame shows at one moment. */
export interface Seen {
  screen: Screen
  /** Null where this screen names no customer of its own. */
  reading: Reading | null
  anchor: Element | null
  rows: Row[]
}

/** What is seen, numbered: a new generation begins whenever screen, customer or rows change. */
export interface Binding extends Seen {
  generation: number
}

/** A feature's view of its frame. Handlers live as long as the frame's signal. */
export interface Frame {
  readonly words: PageWords
  readonly lang: string
  binding(): Binding | null
  send(message: FromPage): void
  onBind(handler: (binding: Binding) => void): void
  /** Runs at once when the page moves on, before anything of the next customer arrives. */
  onRelease(handler: () => void): void
  onMessage(handler: (message: ToPage) => void): void
  /** Runs after every look at a bound screen: something on it may have changed, if not its customer. */
  onLook(handler: () => void): void
  /** Runs when the background may have forgotten what it was told, as after a stop. */
  onResume(handler: () => void): void
  /** True while the agent's keys or pointer are at work here. */
  busy(): boolean
  /** Reads all page fields of the present screen. */
  readFields(): Record<string, string>
  /** Looks again now: a guarded action must not rest on an old reading. */
  look(): void
}

function readRows(doc: Document, { rows }: Screen): Row[] {
  if (!rows) return []
  return [...doc.querySelectorAll(rows.each)].map((element) => ({
    element,
    number: read(element, rows.number).text,
    anchor: locate(element, rows.anchor),
  }))
}

/** Reads what a screen shows: its customer, where the badge goes, and the rows of its list. */
export function readBinding(doc: Document, screen: Screen): Seen {
  const { customer } = screen
  return {
    screen,
    reading: customer ? read(doc, customer.number) : null,
    anchor: customer?.anchor ? locate(doc, customer.anchor) : null,
    rows: readRows(doc, screen),
  }
}

/** True where both say the same of the same rows. The anchor may differ: the host may draw a name anew. */
export function sameSeen(a: Seen, b: Seen): boolean {
  return (
    a.screen === b.screen &&
    a.reading?.text === b.reading?.text &&
    a.reading?.unread === b.reading?.unread &&
    a.rows.length === b.rows.length &&
    a.rows.every((row, at) => row.element === b.rows[at]?.element && row.number === b.rows[at]?.number)
  )
}

/** A page may have several boxes for remarks; a fault in the second must not hide behind the first. */
function readRemarks(doc: Document, reader: Reader): string | null {
  const texts = reader.map((step) => read(doc, [step]).text).filter((text) => text !== null)
  return texts.length ? texts.join('\n') : null
}

export function readFields(doc: Document, fields: Record<string, Reader>): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const [name, reader] of Object.entries(fields)) {
    const text = name === 'remark' ? readRemarks(doc, reader) : read(doc, reader).text
    if (text !== null) texts[name] = text
  }
  return texts
}
