import type { Check, Playbook } from '../../contract/playbook.ts'
import type { TextTables } from '../../contract/text-tables.ts'
import { PlaybookError } from '../compile.ts'
import { toBase64 } from './base64.ts'
import { buildAutomaton } from './build-automaton.ts'
import { readAs, variants } from './build-characters.ts'
import { exceptionCharacters } from './exceptions.ts'
import { nearlyAlikePhrases } from './han-variants.ts'
import { innocentFaults } from './innocent-faults.ts'
import { FILLER, OTHER, ROLES, type Role } from './scan-tables.ts'

/** Fewer would be found everywhere. */
const SHORTEST = 2
/** More is no phrase, and a scan keeps no more places than this. */
const LONGEST = 128

/** Stands for a letter of two units, so that a text keeps its length; no exception is written with one. */
const NO_LETTER = '\u3013'
/** What 16 bits number. */
const MOST = 0xffff

/** A phrase of a check, in the one spelling of each character. */
interface Wanted {
  check: number
  role: Role
  spelled: string[]
}

/**
 * The tables of all text checks of a playbook. The same playbook gives the same tables.
 * @throws PlaybookError naming check and phrase where a phrase is too short or too long to look for
 */
export function buildTextTables({ checks }: Pick<Playbook, 'checks'>): TextTables {
  const faults = checks.flatMap((check) => [...phraseFaults(check), ...innocentFaults(check, spelling)])
  if (faults.length > 0) throw new PlaybookError(faults)
  const asked = checks.filter(({ text }) => text)
  const wanted = asked.flatMap(wantedBy)
  if (wanted.length > MOST)
    throw new PlaybookError([`text checks hold ${wanted.length} phrases, at most ${MOST}`])
  const alphabet = new Set([
    ...exceptionCharacters().flatMap(readAs),
    ...wanted.flatMap(({ spelled }) => spelled),
  ])
  const symbolOf = new Map([...alphabet].map((one, at) => [one, at + 1]))
  return {
    format: 1,
    ...characterTables(symbolOf),
    letters: lettersOf(alphabet),
    ...phraseTables(wanted, symbolOf),
    checks: asked.map(({ id }) => id),
  }
}

function phraseFaults({ id, text }: Check): string[] {
  const { phrases = [], innocent = [], required = [] } = text ?? {}
  return [...phrases, ...innocent, ...required].flatMap((phrase) => {
    const { length } = spelling(phrase)
    const say = (what: string) => [`check ${id}: the phrase "${phrase}" holds ${what}`]
    if (length === 0) return say('no letter or digit to look for')
    if (length < SHORTEST) return say('a single letter or digit, which would be found everywhere')
    return length > LONGEST ? say(`more than ${LONGEST} letters and digits`) : []
  })
}

const spelling = (phrase: string) => [...phrase.normalize('NFC')].flatMap(readAs)

function wantedBy({ text }: Check, check: number): Wanted[] {
  const wanted = (role: Role, phrases: readonly string[] = []) =>
    phrases.map((phrase): Wanted => ({ check, role, spelled: spelling(phrase) }))
  const forbidden = wanted(ROLES.forbidden, text?.phrases)
  const disguised = forbidden.flatMap((one) =>
    nearlyAlikePhrases(one.spelled).map((spelled) => ({ ...one, spelled })),
  )
  const excused = wanted(ROLES.innocent, text?.innocent)
  const all = [...forbidden, ...wanted(ROLES.required, text?.required), ...excused, ...disguised]
  return [...new Map(all.map((one) => [`${one.role}${one.spelled.join('')}`, one])).values()]
}

/** Exceptions are written in simplified characters, so a class is called by theirs where they use it. */
function lettersOf(alphabet: ReadonlySet<string>): string {
  const called = new Map(exceptionCharacters().map((one) => [readAs(one)[0] ?? one, one]))
  const letters = [...alphabet].map((one) => called.get(one) ?? one)
  return letters.map((one) => (one.length === 1 ? one : NO_LETTER)).join('')
}

type Run = [first: number, length: number, symbol: number]

function characterTables(symbolOf: ReadonlyMap<string, number>): Pick<TextTables, 'units' | 'others'> {
  const others: Record<string, number[]> = {}
  const symbols = new Uint16Array(0x10000)
  for (const [character, read] of variants(new Set(symbolOf.keys()))) {
    const [first = FILLER, ...more] = read.map((one) => symbolOf.get(one) as number)
    if (character.length === 1) symbols[character.charCodeAt(0)] = more.length > 0 ? OTHER : first
    if ((character.length > 1 || more.length > 0) && read.length > 0) others[character] = [first, ...more]
  }
  symbols.fill(OTHER, 0xd800, 0xdc00)
  return { units: toBase64(Uint16Array.from(runs(symbols).flat())), others }
}

function runs(symbols: Uint16Array): Run[] {
  const found: Run[] = []
  for (const [unit, symbol] of symbols.entries()) {
    const last = found.at(-1)
    if (symbol === 0) continue
    if (last && last[2] === symbol && last[0] + last[1] === unit) last[1]++
    else found.push([unit, 1, symbol])
  }
  return found
}

function phraseTables(wanted: readonly Wanted[], symbolOf: ReadonlyMap<string, number>) {
  const owners = Map.groupBy(wanted, ({ spelled }) => spelled.join(''))
  const lists = [...owners.values()]
  const phrases = lists.map(([one]) => one?.spelled.map((letter) => symbolOf.get(letter) as number) ?? [])
  const { nodes, shorter } = buildAutomaton(phrases)
  let first = 0
  const records = phrases.flatMap(({ length }, at) => {
    const record = [length, shorter[at + 1] ?? 0, first]
    first += lists[at]?.length ?? 0
    return record
  })
  return {
    nodes: toBase64(nodes),
    phrases: toBase64(Uint16Array.from([...records, 0, 0, first])),
    owners: toBase64(Uint16Array.from(lists.flat().flatMap(({ check, role }) => [check, role]))),
  }
}
