import { digitRuns, stretches } from '../../../decision/digit-runs.ts'
import { isChineseId } from '../../../decision/numbers.ts'
import { withoutMeasures } from './measures.ts'

/** Identity cards, phones, accounts and cards have at least so many digits. */
const SHORTEST = 11

const ASCII = /^[\0-\x7f]*$/
const INVISIBLE = /\p{Cf}/gu
/** Nearly all texts are done with this. */
const ENOUGH = /(?:\p{Nd}\P{Nd}*){11}/u

/** Digits may be parted by a few spaces, dashes, dots and the like, each from the next. */
const NEAR = '[\\s\\p{Pd}._·•]{0,3}'
const LONG_NUMBER = new RegExp(`\\p{Nd}(?:${NEAR}\\p{Nd}){10}`, 'u')
/** By more signs, and more of them, only in groups as of cards and phones: lists and times are in shorter ones. */
const GROUPS = /\p{Nd}{3,}(?:[\s\p{Pd}._·•,、;/\\|()[\]]{1,6}\p{Nd}{3,})+/gu
export const NUMERALS = '零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺'
/** Never beside digits: 星期一 stands before a time. */
const WRITTEN_OUT = new RegExp(`[${NUMERALS}](?:${NEAR}[${NUMERALS}]){10}`, 'u')

/**
 * True for a text that holds a number which may be somebody's: of so many digits, in whatever script. Moments and amounts
 * of money are none.
 */
export function isIdentifying(text: string): boolean {
  if (text.length < SHORTEST) return false
  const isAscii = ASCII.test(text)
  const plain = isAscii ? text : text.normalize('NFKC').replace(INVISIBLE, '')
  if (!isAscii && WRITTEN_OUT.test(plain)) return true
  if (!ENOUGH.test(plain)) return false
  const rest = withoutMeasures(plain)
  return LONG_NUMBER.test(rest) || (rest.match(GROUPS) ?? []).some((one) => digitsIn(one) >= SHORTEST)
}

const digitsIn = (text: string): number => text.replace(/\P{Nd}/gu, '').length

/** The same of a number: one with so many digits. */
export const isIdentifyingNumber = (value: number): boolean => Math.abs(value) >= 10 ** (SHORTEST - 1)

const LONG_ID = /\d{11}|\d{4}([._:-]\d{4}){2}|1\d{2}[._:-]\d{4}[._:-]\d{4}/
const PARTED = /\d[._:-]\d/
/** Digits stand in a row in these by chance: hashes, UUIDs, and ULIDs of the years from 2004 to 2109. */
const HASHED =
  /(?=\d*[a-f])[0-9a-f]{32,64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<![0-9a-z])(?=\d*[a-z])0[1-3][0-9a-hjkmnp-tv-z]{24}(?![0-9a-z])/gi
/** A day, and a time of it, in parts or not. */
const MOMENT =
  /(?<!\d)(?:19|20)\d\d([._:-]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?:[T_.:-]?(?:[01]\d|2[0-3])([.:-]?)[0-5]\d(?:\2[0-5]\d(?:\.?\d{3,9})?)?)?(?!\d)/gi

/**
 * True for an id of a row that is, or holds, such a number rather than a hash of it. In ids days and running numbers part
 * the digits too, so that parted ones count only where together they are as those of a phone, a card or an identity card.
 */
export function isIdentifyingId(id: string): boolean {
  if (id.length < SHORTEST || !(LONG_ID.test(id) || PARTED.test(id))) return false
  const rest = id.replace(HASHED, 'x')
  if (LONG_ID.test(rest)) return true
  const digits = rest.replace(/\D/g, '').length
  if (digits < SHORTEST || !PARTED.test(rest)) return false
  return (digits > 16 && holdsIdentityCard(rest)) || withoutMoments(rest).some(isParted)
}

const withoutMoments = (id: string): string[] => id.replace(MOMENT, 'x').match(/\d+(?:[._:-]\d+)+/g) ?? []

function holdsIdentityCard(id: string): boolean {
  const lower = id.toLowerCase()
  return stretches(digitRuns(lower), lower, isNewChineseId).length > 0
}

/** The old ones of 15 digits have no check digit: what else has a day in it would be taken for one. */
const isNewChineseId = (...[digits, from, to, withX]: Parameters<typeof isChineseId>): boolean =>
  to - from > 15 && isChineseId(digits, from, to, withX)

function isParted(chain: string): boolean {
  const runs = chain.split(/[._:-]/)
  const digits = runs.join('')
  if (/^[2-69]\d{15,18}$/.test(digits)) return true
  return runs.some((_, from) => {
    const ends = runs.slice(from).map((_, more) => runs.slice(from, from + more + 1))
    // Ten digits and one more are seconds since 1970 with a running number.
    return ends.some((some) => /^1[3-9]\d{9}$/.test(some.join('')) && some.every(({ length }) => length < 10))
  })
}
