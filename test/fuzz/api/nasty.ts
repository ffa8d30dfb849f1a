import type { Dice } from './dice.ts'

/** Stands in values, addresses and headers: it must come back in no refusal, and stand in no log. */
export const MARK = 'zqmark6222021234567890'

/** Strings that break what is careless with them. */
const strings = [
  '',
  ' ',
  MARK,
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\u202e\u2066abc',
  '\ufeff',
  'é'.normalize('NFD').repeat(50),
  '👩‍👩‍👧‍👦'.repeat(20),
  '客户'.repeat(400),
  "'; drop table outcome; --",
  '" or ""="',
  '%00%2e%2e%2f',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '{{constructor.constructor("return 1")()}}',
  'customer.age >= 60 && (',
  'customer.age.map(x, x)',
  '[]'.repeat(500),
  '(a+)+$',
  '6222021234567890123',
  '110101199003078515',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '9999-12-31T23:59:59.999Z',
  '0000-01-01T00:00:00Z',
  '2026-02-30',
  '1e3',
  'NaN',
  '-0',
  'null',
  'undefined',
]

const numbers = [
  ...[0, -0, 1, -1, 0.1, 1.5, 2 ** 31, 2 ** 53, 2 ** 53 + 2, -(2 ** 53) - 2],
  ...[1e21, 1e308, -1e308, 5e-324, 4_294_967_296, 99_999_999_999_999],
]

const keys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '',
  ' ',
  '\u0000',
  'unknown',
  'length',
  'then',
]

export const nastyString = (dice: Dice): string =>
  dice.chance(0.05) ? 'x'.repeat(dice.int(1000, 60_000)) : dice.pick(strings)

export const nastyKey = (dice: Dice): string => dice.pick(keys)

/** Any JSON at all. */
export function nastyValue(dice: Dice, depth = 3): unknown {
  return dice.weighted<() => unknown>([
    [4, () => nastyString(dice)],
    [4, () => dice.pick(numbers)],
    [2, () => dice.pick([null, true, false])],
    [depth, () => Array.from({ length: dice.int(0, 3) }, () => nastyValue(dice, depth - 1))],
    [depth, () => objectOf(dice, depth)],
    [0.4, () => nested(dice.int(5, 120))],
    [0.2, () => Array.from({ length: dice.int(100, 3000) }, () => 0)],
  ])()
}

function objectOf(dice: Dice, depth: number): object {
  const entries = Array.from({ length: dice.int(0, 3) }, () => [nastyKey(dice), nastyValue(dice, depth - 1)])
  // As an own member, which is what JSON.parse makes of it.
  return Object.fromEntries(entries)
}

function nested(levels: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < levels; level += 1) value = level % 2 ? [value] : { a: value }
  return value
}
