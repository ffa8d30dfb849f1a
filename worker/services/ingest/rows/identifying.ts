import { INSTANT } from '../../../contract/ingest.ts'

/** Identity cards, phones, accounts and cards have at least so many digits. */
const SHORTEST = 11

/** Their digits may be parted by a few spaces, dashes, dots and the like. */
const LONG_NUMBER = /\d(?:[ ._-]{0,3}\d){10}/
/** The same in whatever digits and signs there are. */
const LONG_NUMBER_ANYHOW = /\p{Nd}(?:[\s\p{Pd}._·•]{0,3}\p{Nd}){10}/u
const INVISIBLE = /\p{Cf}/gu
const ASCII = /^[\0-\x7f]*$/

/** True for a text that holds a number which may be somebody's. A moment with parts of a second is none. */
export function isIdentifying(text: string): boolean {
  if (text.length < SHORTEST) return false
  if (ASCII.test(text)) return LONG_NUMBER.test(text) && !INSTANT.test(text)
  return LONG_NUMBER_ANYHOW.test(text.normalize('NFKC').replace(INVISIBLE, ''))
}

/** The same of a number: one with so many digits. */
export const isIdentifyingNumber = (value: number): boolean => Math.abs(value) >= 10 ** (SHORTEST - 1)

/** Days and running numbers part the digits of ids, so that only those of cards and phones count as parted. */
const LONG_ID = /\d{11}|\d{4}([._:-]\d{4}){2}|1\d{2}[._:-]\d{4}[._:-]\d{4}/
/** Digits stand in a row in these by chance. */
const HASHED = /(?=\d*[a-f])[0-9a-f]{32,64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi

/** True for an id of a row that is, or holds, such a number rather than a hash of it. */
export const isIdentifyingId = (id: string): boolean =>
  id.length >= SHORTEST && LONG_ID.test(id) && LONG_ID.test(id.replace(HASHED, ''))
