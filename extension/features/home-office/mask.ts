import type { RevealKind } from '../../../worker/contract/reveal.ts'
import { VALUE_SET } from '../../page-world/events.ts'
import { Cover } from './cover.ts'
import { findNumbers } from './numbers.ts'

/** Under this name the style sheet that comes with the script hides text; nothing of the page is changed. */
const HIGHLIGHT = 'fineline-mask'

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
const FIELDS =
  'input:not([type=hidden i], [type=password i], [type=checkbox i], [type=radio i], [type=submit i], [type=button i]), textarea, select'

const shownIn = (field: Field): string =>
  'selectedOptions' in field ? (field.selectedOptions[0]?.text ?? '') : field.value

interface Masked {
  kind: RevealKind
  range: StaticRange
}

/** Everything in one frame that is masked: numbers in texts by highlight, fields that hold one by a cover. */
export class Mask {
  readonly #texts = new Map<Text, Masked[]>()
  readonly #fields = new Map<Field, { kind: RevealKind; cover: Cover }>()
  /** What the agent is typing in shows what they type, until they leave it. */
  #typing: Field | null = null
  #open = false
  #drawn = false

  start(signal: AbortSignal): void {
    this.#scan(document)
    const observer = new MutationObserver((records) => {
      for (const { type, target, addedNodes } of records) {
        if (type === 'characterData') this.#read(target as Text)
        for (const node of addedNodes) this.#scan(node)
      }
      this.#draw()
    })
    observer.observe(document, { childList: true, characterData: true, subtree: true })
    const fields = () => {
      for (const field of document.querySelectorAll<Field>(FIELDS)) this.#readField(field)
    }
    const listen = (type: string, act: (event: Event) => void) =>
      window.addEventListener(type, act, { capture: true, passive: true, signal })
    listen(VALUE_SET, fields)
    for (const type of ['load', 'change', 'reset', 'pageshow']) listen(type, () => setTimeout(fields))
    listen('input', ({ target }) => {
      if (!(target instanceof Element && target.matches(FIELDS)) || target instanceof HTMLSelectElement)
        return
      this.#typing = target as Field
      this.#readField(target as Field)
    })
    listen('focusout', ({ target }) => {
      if (target !== this.#typing) return
      this.#typing = null
      if (target) this.#readField(target as Field)
    })
    signal.addEventListener('abort', () => {
      observer.disconnect()
      this.reveal()
    })
    this.#draw()
  }

  /** What is masked at a point of the window, or in the field that an event came to; null: nothing. */
  at(event: PointerEvent): RevealKind | null {
    const [target] = event.composedPath()
    const field = this.#fields.get(target as Field)
    if (field) return field.kind
    const caret = document.caretPositionFromPoint(event.clientX, event.clientY)
    const masked = caret && this.#texts.get(caret.offsetNode as Text)
    const hit = masked?.find(
      ({ range }) => caret && range.startOffset <= caret.offset && caret.offset <= range.endOffset,
    )
    return hit?.kind ?? null
  }

  /** What is masked in this frame, each kind once. */
  get kinds(): RevealKind[] {
    return [
      ...new Set([...this.#texts.values()].flat().map(({ kind }) => kind)).union(
        new Set([...this.#fields.values()].map(({ kind }) => kind)),
      ),
    ]
  }

  reveal(): void {
    this.#open = true
    this.#draw(true)
  }

  hide(): void {
    this.#open = false
    this.#draw(true)
  }

  /** True where a selection holds a part of what is masked. */
  touches(selection: Selection): boolean {
    const range = selection.rangeCount ? selection.getRangeAt(0) : null
    if (!range) return false
    return [...this.#texts].some(
      ([text, all]) =>
        range.intersectsNode(text) && all.some(({ range: masked }) => overlaps(range, text, masked)),
    )
  }

  isMasked(element: Element | null): boolean {
    return element !== null && this.#fields.has(element as Field)
  }

  #scan(root: Node): void {
    if (root.nodeType === Node.TEXT_NODE) return this.#read(root as Text)
    if (!(root instanceof Element || root instanceof Document)) return
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let node = walk.nextNode(); node; node = walk.nextNode()) this.#read(node as Text)
    if (root instanceof Element && root.matches(FIELDS)) this.#readField(root as Field)
    for (const field of root.querySelectorAll<Field>(FIELDS)) this.#readField(field)
  }

  #read(text: Text): void {
    // Nearly every text has no run of digits: one look decides.
    const numbers = text.data.length > 9 ? findNumbers(text.data) : []
    if (!numbers.length) return void (this.#texts.delete(text) && this.#mark())
    const masked = numbers.map(({ kind, start, end }) => ({
      kind,
      range: new StaticRange({
        startContainer: text,
        startOffset: start,
        endContainer: text,
        endOffset: end,
      }),
    }))
    this.#texts.set(text, masked)
    this.#mark()
  }

  #readField(field: Field): void {
    const [number] = field === this.#typing ? [] : findNumbers(shownIn(field))
    const known = this.#fields.get(field)
    if (number) this.#fields.set(field, { kind: number.kind, cover: known?.cover ?? new Cover() })
    else if (known) {
      known.cover.hide()
      this.#fields.delete(field)
    }
    this.#draw(true)
  }

  #mark(): void {
    this.#drawn = false
  }

  #draw(anew = false): void {
    for (const [field, { cover }] of this.#fields) {
      if (!field.isConnected) {
        cover.hide()
        this.#fields.delete(field)
      } else if (this.#open) cover.hide()
      else cover.show(field)
    }
    if (this.#drawn && !anew && CSS.highlights.has(HIGHLIGHT)) return
    this.#drawn = true
    for (const text of this.#texts.keys()) if (!text.isConnected) this.#texts.delete(text)
    const ranges = this.#open ? [] : [...this.#texts.values()].flat().map(({ range }) => range)
    const highlight = new Highlight(...ranges)
    highlight.priority = 1000
    CSS.highlights.set(HIGHLIGHT, highlight)
  }
}

function overlaps(range: Range, text: Text, { startOffset, endOffset }: StaticRange): boolean {
  return range.comparePoint(text, endOffset) !== -1 && range.comparePoint(text, startOffset) !== 1
}
