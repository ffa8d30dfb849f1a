import type { Locator, Reader, Screen } from '../../worker/contract/adapter.ts'
import type { Arrangement, Doing, FromPage, PageWords, ToPage } from '../messages.ts'
import type { FailMode } from '../policy.ts'
import { locate, locateAll, locateSeen } from './locate.ts'
import { type Reading, read } from './read.ts'
import { isSeen } from './visible.ts'

export type Setup = Extract<ToPage, { type: 'setup' }>

export interface Row {
  element: Element
  number: string | null
  anchor: Element | null
}

/** What one frame shows at one moment. */
export interface Seen {
  screen: Screen
  /** Null where this screen names no customer of its own, or keeps that part out of sight. */
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
  /** What happens to a guarded action where nobody answers. */
  readonly failMode: FailMode | null
  /** Where and how large the agent wants what lies here. */
  readonly arrangement: Arrangement
  binding(): Binding | null
  send(message: Exclude<FromPage, Doing>): void
  /** What the agent does: it is said again until the background says that it is done. */
  tell(doing: Doing): void
  onBind(handler: (binding: Binding) => void): void
  /** Runs at once when the page moves on, before anything of the next customer arrives. */
  onRelease(handler: () => void): void
  onMessage(handler: (message: ToPage) => void): void
  /** Runs after every look at a bound screen: something on it may have changed, if not its customer. */
  onLook(handler: () => void): void
  /** Runs when the agent has typed on a bound screen. */
  onTyped(handler: () => void): void
  /** Runs when the line to the background is lost, and when the next one stands: then it may have forgotten what it was told. */
  onLine(handler: (stands: boolean) => void): void
  /** True while the agent's keys or pointer are at work here. */
  busy(): boolean
  /** Reads all page fields of the present screen. */
  readFields(): Record<string, string>
  /** Looks again now: a guarded action must not rest on an old reading. */
  look(): void
}

function readRows(doc: Document, { rows }: Screen): Row[] {
  if (!rows) return []
  return [...doc.querySelectorAll(rows.each)].filter(isSeen).map((element) => ({
    element,
    number: read(element, rows.number).text,
    anchor: locateSeen(element, rows.anchor),
  }))
}

type Part = Document | Element
type Customer = NonNullable<Screen['customer']>

/** A template of the page, or a tab behind another: neither name nor number can be seen, though both are there. */
function outOfSight(part: Part, { number, anchor }: Customer): boolean {
  const steps = number.filter(({ from }) => from !== 'url')
  const hidden = (places: Locator[]) => locate(part, places) && !locateSeen(part, places)
  return Boolean(anchor && hidden(steps) && hidden(anchor))
}

/** The part of the page that belongs to the customer at hand; null where it is not there or out of sight. */
export const partOf = (doc: Document, { within }: Customer): Part | null =>
  within ? locateSeen(doc, within) : doc

function readCustomer(doc: Document, { customer }: Screen): Reading | null {
  if (!customer) return null
  const part = partOf(doc, customer)
  if (!part) return locate(doc, customer.within ?? []) ? null : { text: null, unread: 'no-element' }
  const reading = read(part, customer.number)
  return reading.unread === 'no-element' && outOfSight(part, customer) ? null : reading
}

function anchorOf(doc: Document, { customer }: Screen): Element | null {
  const part = customer?.anchor && partOf(doc, customer)
  return part ? locateSeen(part, customer?.anchor ?? []) : null
}

/** Reads what a screen shows: its customer, where the badge goes, and the rows of its list. */
export function readBinding(doc: Document, screen: Screen): Seen {
  return {
    screen,
    reading: readCustomer(doc, screen),
    anchor: anchorOf(doc, screen),
    rows: readRows(doc, screen),
  }
}

const sameReading = (a: Reading | null, b: Reading | null): boolean =>
  a?.text === b?.text && a?.unread === b?.unread

const sameRows = (a: Row[], b: Row[]): boolean =>
  a.length === b.length &&
  a.every((row, at) => row.element === b[at]?.element && row.number === b[at]?.number)

/** True where both say the same of the same rows. The anchor may differ: the host may draw a name anew. */
export function sameSeen(a: Seen, b: Seen): boolean {
  return a.screen === b.screen && sameReading(a.reading, b.reading) && sameRows(a.rows, b.rows)
}

const byValue = (reader: Reader | undefined): boolean => reader?.some(({ from }) => from !== 'text') ?? false

/** More elements than a reader should ever find; attending to them would cost more than it tells. */
const MOST = 20

/** The elements from which the customer of a screen is read and beside which the badge goes: those in sight, then others. */
export function customerElements(doc: Document, { customer }: Screen): Element[] {
  const { within = [], number = [], anchor = [] } = customer ?? {}
  const places = [...within, ...number.filter(({ from }) => from !== 'url'), ...anchor]
  const all = places.flatMap((at) => locateAll(doc, at))
  return [...all.filter(isSeen), ...all].slice(0, MOST)
}

/** True where the customer is read from a frame beside, of whose changes nothing is told here. */
export const readsBeside = ({ customer }: Screen): boolean =>
  customer?.number.some(({ frame }) => frame !== undefined) ?? false

/** The cheap part of a look: do customer and rows whose numbers are values stand as they did? */
export function stillSeen(doc: Document, { screen, reading, rows }: Seen): boolean {
  if (!sameReading(reading, readCustomer(doc, screen))) return false
  return !byValue(screen.rows?.number) || sameRows(rows, readRows(doc, screen))
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
