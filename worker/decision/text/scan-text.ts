import type { TextTables } from '../../contract/text-tables.ts'
import type { Range } from '../fold.ts'
import { notExcepted } from './excepted.ts'
import { endsClause } from './exception-words.ts'
import { outside, union } from './places.ts'
import { type Occurrence, scanPhrases } from './scan-phrases.ts'
import { FILLER, OTHER, ROLES, type Role, readTables, type Tables } from './scan-tables.ts'

/** What one check finds in a text. */
export interface Said {
  /** Where forbidden phrases stand, by place. */
  forbidden: Range[]
  /** Whether one of the phrases stands there that it requires. */
  required: boolean
}

/** Where a check finds something. */
interface Place extends Range {
  /** Its number in the tables. */
  check: number
  role: Role
}

/** Searches a text for the phrases of all checks at once; what lies in innocent wordings or is excepted does not count. */
export class TextScanner {
  readonly #tables: Tables

  constructor(tables: Tables) {
    this.#tables = tables
  }

  /** By id of check; a check of which nothing is said is not in it. */
  scan(text: string): ReadonlyMap<string, Said> {
    const all = scanPhrases(text, this.#tables)
    if (all.length === 0) return new Map()
    const letters = this.#inLetters(text)
    const standing = all.filter((one) => standsAlone(letters, one) && this.#inOnePiece(text, one))
    return this.#said(notExcepted(letters, this.#places(standing)))
  }

  /** What each check forbids and requires; forbidden phrases that overlap are one place. */
  #places(standing: readonly Occurrence[]): Place[] {
    const byCheck = Map.groupBy(
      standing.flatMap((one) => this.#owned(one)),
      ({ check }) => check,
    )
    return [...byCheck].flatMap(([check, all]) => {
      const ofRole = (role: Role) => all.filter((one) => one.role === role)
      const forbidden = union(outside(ofRole(ROLES.forbidden), ofRole(ROLES.innocent)))
      return [
        ...forbidden.map((one) => ({ ...one, check, role: ROLES.forbidden })),
        ...ofRole(ROLES.required),
      ]
    })
  }

  /** An occurrence once for every check that holds the phrase. */
  #owned({ phrase, start, end }: Occurrence): Place[] {
    const { phrases, owners } = this.#tables
    const [first, next] = [phrases[phrase * 3 - 1] as number, phrases[phrase * 3 + 2] as number]
    const owned: Place[] = []
    for (let at = first * 2; at < next * 2; at += 2)
      owned.push({ start, end, check: owners[at] as number, role: owners[at + 1] as Role })
    return owned
  }

  #said(places: readonly Place[]): Map<string, Said> {
    const said = new Map<string, Said>()
    for (const { check, role, start, end } of places) {
      const id = this.#tables.checks[check] as string
      const one = said.get(id) ?? { forbidden: [], required: false }
      if (role === ROLES.required) one.required = true
      else one.forbidden.push({ start, end })
      said.set(id, one)
    }
    return said
  }

  /** The text with every unit that the tables know in the letter it stands for; signs stay as they are. */
  #inLetters(text: string): string {
    const { units, letters } = this.#tables
    const read = new Array<string>(text.length)
    for (let at = 0; at < text.length; at++) {
      const symbol = units[text.charCodeAt(at)] as number
      read[at] = symbol > 0 && symbol < OTHER ? letters.charAt(symbol - 1) : text.charAt(at)
    }
    return read.join('').replace(/[‘’ʼ]/g, "'")
  }

  /** A comma or the like parts what is said, unless something stands between all characters to hide the phrase. */
  #inOnePiece(text: string, { start, end }: Range): boolean {
    let together = false
    let parted = false
    for (let at = start + 1; at < end; at++) {
      const filler = this.#tables.units[text.charCodeAt(at)] === FILLER
      if (!filler && this.#tables.units[text.charCodeAt(at - 1)] !== FILLER) together = true
      if (filler && parts(text, at)) parted = true
    }
    return !(together && parted)
  }
}

/** Undefined where there are no tables, or none of a format that can be read: then no text can be checked. */
export function textScanner(packed: TextTables | undefined): TextScanner | undefined {
  const tables = packed && readTables(packed)
  return tables && new TextScanner(tables)
}

const parts = (text: string, at: number) =>
  /[、：:]/.test(text.charAt(at)) || (endsClause(text, at) && !/[\n\r]/.test(text.charAt(at)))

const latin = /[\p{Script=Latin}\d]/u

/** Where a phrase begins or ends with a Latin letter or digit, no other stands beside it, but for an s of the plural. */
function standsAlone(text: string, { start, end }: Range): boolean {
  const [first, last] = [text.charAt(start), text.charAt(end - 1)]
  const before = text.slice(Math.max(0, start - 2), start)
  const after = text.slice(end, end + 2)
  const freeBefore = !latin.test(first) || !(latin.test(before.slice(-1)) || /\d[.,]$/.test(before))
  const freeAfter = !latin.test(last) || !latin.test(after.charAt(0)) || isPlural(last, after)
  return freeBefore && freeAfter
}

const isPlural = (last: string, after: string) =>
  /[a-z]/.test(last) && after.charAt(0) === 's' && !latin.test(after.charAt(1))
