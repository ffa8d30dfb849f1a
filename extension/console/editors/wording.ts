import type { NumberedPlaybook } from '../../../worker/contract/playbook.ts'
import { type TextScanner, textScanner } from '../../../worker/decision/text/scan-text.ts'

const PLACE = /\{\{\s*([a-z]+\.[a-z0-9_]+)\s*\}\}/g

/** A run of a text: words, or a place that a fact fills. */
export interface Piece {
  text: string
  /** `customer.age`; absent for words. */
  name?: string
}

/** A text by its places. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const { 0: whole, 1: name = '', index } of text.matchAll(PLACE)) {
    if (index > from) pieces.push({ text: text.slice(from, index) })
    pieces.push({ text: whole, name })
    from = index + whole.length
  }
  return from < text.length ? [...pieces, { text: text.slice(from) }] : pieces
}

/** What a text may hold, with its words. */
export function placesOf({ catalogue, pageFields, parameters }: NumberedPlaybook['playbook']) {
  return [
    ...catalogue
      .filter(({ sensitivity }) => sensitivity !== 'C3')
      .map(({ name, label }) => ({ name: `customer.${name}`, label })),
    ...pageFields.map(({ name, label }) => ({ name: `page.${name}`, label })),
    ...parameters.map(({ name, label }) => ({ name: `parameter.${name}`, label })),
  ]
}

const scanners = new WeakMap<NumberedPlaybook, TextScanner | null>()

function scannerOf(playbook: NumberedPlaybook): TextScanner | null {
  const known = scanners.get(playbook)
  if (known !== undefined) return known
  const made = textScanner(playbook.textTables) ?? null
  scanners.set(playbook, made)
  return made
}

/** A phrase that may not be said, and the check that forbids it. */
export interface Forbidden {
  phrase: string
  checkId: string
}

/** Phrases in a wording that checks on remarks forbid; null where they cannot be looked for. */
export function forbiddenIn(text: string, playbook: NumberedPlaybook): Forbidden[] | null {
  const scanner = scannerOf(playbook)
  if (!scanner) return null
  return [...scanner.scan(text)].flatMap(([checkId, { forbidden }]) =>
    forbidden.map(({ start, end }) => ({ checkId, phrase: text.slice(start, end) })),
  )
}
