/** Digits 0 to 9 one after the other; a test looks at those from one place to before another. */
export type Digits = Uint8Array

/**
 * First four digits of issuers' ranges (ISO/IEC 7812) and the lengths that they issue: Mir, Mastercard, Diners, American
 * Express, JCB, Visa, Maestro, UnionPay, Discover and the domestic cards that Chinese banks issued before UnionPay's range.
 */
const issuers: readonly [from: number, to: number, ...lengths: number[]][] = [
  [2200, 2204, 16, 17, 18, 19],
  [2221, 2720, 16],
  [3000, 3059, 14, 15, 16, 17, 18, 19],
  [3095, 3095, 14, 15, 16, 17, 18, 19],
  [3400, 3499, 15],
  [3528, 3589, 16, 17, 18, 19],
  [3600, 3699, 14, 15, 16, 17, 18, 19],
  [3700, 3799, 15],
  [3800, 3999, 14, 15, 16, 17, 18, 19],
  [4000, 4999, 13, 16, 19],
  [5000, 5099, 13, 14, 15, 16, 17, 18, 19],
  [5100, 5599, 16],
  [5600, 5899, 13, 14, 15, 16, 17, 18, 19],
  [6000, 6199, 13, 14, 15, 16, 17, 18, 19],
  [6200, 6299, 16, 17, 18, 19],
  [6300, 6999, 13, 14, 15, 16, 17, 18, 19],
  [8100, 8171, 16, 17, 18, 19],
  [9000, 9999, 16, 17, 18, 19],
]

/** By the first four digits: the lengths issued, one bit each. */
const issued = new Uint32Array(10_000)
for (const [from, to, ...lengths] of issuers) {
  issued.fill(
    lengths.reduce((bits, length) => bits | (1 << length), 0),
    from,
    to + 1,
  )
}

/** A number of an issuer's range and of a length it issues, with a right check digit (Luhn). */
export function isCard(digits: Digits, from: number, to: number): boolean {
  const lengths = issued[number(digits, from, from + 4)] as number
  return (lengths & (1 << (to - from))) !== 0 && luhn(digits, from, to)
}

function luhn(digits: Digits, from: number, to: number): boolean {
  let sum = 0
  for (let at = to - 1, double = false; at >= from; at--, double = !double) {
    const value = (digits[at] as number) * (double ? 2 : 1)
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}

/** Mainland mobile number, with or without the country code. */
export function isMobile(digits: Digits, from: number, to: number): boolean {
  const code = to - from - 11
  if (code !== 0 && code !== 2 && code !== 4) return false
  if (code > 0 && number(digits, from, from + code) !== 86) return false
  return digits[from + code] === 1 && (digits[from + code + 1] as number) >= 3
}

/** First two digits of a resident identity number: the region, as GB/T 2260 numbers it. */
const regions = new Set([
  ...[11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46],
  ...[50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83],
])

/** Resident identity number: 17 digits and a check character, digit or x, with a date; or the old 15 digits with a date. */
export function isChineseId(digits: Digits, from: number, to: number, withX: boolean): boolean {
  const length = to - from
  const old = length === 15 && !withX
  if ((!old && length !== (withX ? 17 : 18)) || !regions.has(number(digits, from, from + 2))) return false
  if (old) return isDay(1900 + number(digits, from + 6, from + 8), digits, from + 8)
  const check = withX ? 10 : digits[from + 17]
  return isDay(number(digits, from + 6, from + 10), digits, from + 10) && checksum(digits, from) === check
}

/** `at`: where month and day stand. */
function isDay(year: number, digits: Digits, at: number): boolean {
  const month = number(digits, at, at + 2)
  const day = number(digits, at + 2, at + 4)
  if (year < 1880 || month < 1 || month > 12 || day < 1) return false
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Powers of two modulo 11 (GB 11643). */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** 10 is written x. */
function checksum(digits: Digits, from: number): number {
  const sum = weights.reduce((total, weight, place) => total + weight * (digits[from + place] as number), 0)
  return (12 - (sum % 11)) % 11
}

function number(digits: Digits, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) value = value * 10 + (digits[at] as number)
  return value
}
