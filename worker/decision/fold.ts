/** A text in one spelling. Where it is not as long as the original, `starts` and `ends` tell where a unit came from. */
export interface FoldedText {
  text: string
  starts?: number[]
  ends?: number[]
}

/** Half-open range in UTF-16 units of the original text. */
export interface Range {
  start: number
  end: number
}

/** Full-width and other compatibility forms and case folded, written-out Chinese digits as digits, invisible characters gone. */
export function fold(original: string): FoldedText {
  const units = new Array<number>(original.length)
  for (let at = 0; at < units.length; at++) {
    const unit = original.charCodeAt(at)
    const folded = known[unit] || learn(unit)
    if (folded === NOT_ONE) return foldCharacters(original)
    units[at] = folded
  }
  return { text: joinUnits(units) }
}

/** Where a non-empty range of the folded text lies in the original. */
export function unfold({ starts, ends }: FoldedText, { start, end }: Range): Range {
  return { start: starts?.[start] ?? start, end: ends?.[end - 1] ?? end }
}

/** What a UTF-16 unit is folded to, once it has been asked for; 0 before. Asking costs more than all the rest. */
const known = new Uint16Array(0x10000)
/** The unit is half of a character, or folded to none or several. No text holds this value. */
const NOT_ONE = 0xffff

function learn(unit: number): number {
  const folded = foldCharacter(String.fromCharCode(unit))
  const one = folded.length === 1 && folded.isWellFormed() ? folded.charCodeAt(0) : NOT_ONE
  known[unit] = one || NOT_ONE
  return known[unit]
}

function foldCharacters(original: string): FoldedText {
  const folded = { text: '', starts: [] as number[], ends: [] as number[] }
  let start = 0
  for (const character of original) {
    const end = start + character.length
    const kept = remembered(character)
    folded.text += kept
    for (let unit = 0; unit < kept.length; unit++) {
      folded.starts.push(start)
      folded.ends.push(end)
    }
    start = end
  }
  return folded
}

/** The same few characters come again and again. */
const memory = new Map<string, string>()
const MOST_REMEMBERED = 5000

function remembered(character: string): string {
  const unit = character.length === 1 ? known[character.charCodeAt(0)] : NOT_ONE
  if (unit && unit !== NOT_ONE) return String.fromCharCode(unit)
  const folded = memory.get(character) ?? foldCharacter(character)
  if (memory.size < MOST_REMEMBERED) memory.set(character, folded)
  return folded
}

const numerals = '零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖幺'
const numeralValues = '012345678901234567891'

function foldCharacter(character: string): string {
  const folded = [...character.normalize('NFKC').toLowerCase()].filter((one) => !/\p{Cf}/u.test(one))
  return folded.map((one) => numeralValues.charAt(numerals.indexOf(one)) || one).join('')
}

/** Calls take so many arguments and not many more. */
const ARGUMENTS = 8192

function joinUnits(units: readonly number[]): string {
  let text = ''
  for (let at = 0; at < units.length; at += ARGUMENTS) {
    text += String.fromCharCode(...units.slice(at, at + ARGUMENTS))
  }
  return text
}
