import japanese from 'opencc-js/dict/JPShinjitaiCharacters'
import simplified from 'opencc-js/dict/TSCharacters'
import taiwanese from 'opencc-js/dict/TWVariants'
import lookAlikes from 'unhomoglyph/data.json' with { type: 'json' }
import { hanVariants } from './han-variants.ts'

/** OpenCC keeps `from to other-to|...`; the first is the usual one. */
const table = (text: string, except = '') =>
  new Map(
    text
      .split('|')
      .map((entry) => entry.split(' ') as [string, string])
      .filter(([from]) => !except.includes(from)),
  )

const toSimplified = table(simplified)
/** Japanese short forms that are characters of their own in Chinese stay what they are. */
const toOlder = new Map([...table(taiwanese), ...table(japanese, '予欠弁缶')])

/** Spaces, signs, marks and what is not seen at all: they hide a phrase from a plain search and from nobody else. */
const filler = /^[\p{P}\p{S}\p{Z}\p{M}\p{C}\p{Default_Ignorable_Code_Point}]$/u
const neither = /^[\p{Cn}\p{Co}\p{Cs}]$/u

export const isFiller = (character: string) =>
  filler.test(character) && !neither.test(character) && !hanLookAlike(character)

/** The characters that one is read as, each in the one spelling of its class. Fillers are left out. */
export function readAs(character: string): string[] {
  const folded = [...character.normalize('NFKC').toLowerCase()]
  return folded.filter((one) => !isFiller(one)).flatMap((one) => oneSpelling(one, character))
}

function oneSpelling(folded: string, original: string): string[] {
  if (folded <= '\x7f') return [folded]
  const drawn = hanVariants.get(folded) ?? hanLookAlike(folded) ?? folded
  const older = toOlder.get(drawn) ?? drawn
  const han = toSimplified.get(older) ?? older
  if (han !== folded) return [han]
  return [lookAlike(original) ?? lookAlike(folded) ?? withoutMarks(folded)]
}

/** Radicals that NFKC leaves alone, and katakana that are drawn like a Han character. */
function hanLookAlike(character: string): string | undefined {
  const like = /[\u2e80-\u2fdf\u30a1-\u30fa]/.test(character) ? drawnLike(character) : undefined
  return like && /^\p{Script=Han}$/u.test(like) ? like : undefined
}

/** Capital `І` is drawn like a small l, but is read as the capital letter that it is. */
function lookAlike(character: string): string | undefined {
  const like = drawnLike(character)
  if (!like || !/^[a-z]$/i.test(like) || /\p{Script=Han}/u.test(character)) return undefined
  return like === 'l' && /\p{Lu}/u.test(character) ? 'i' : like.toLowerCase()
}

const drawnLike = (character: string) => (lookAlikes as Record<string, string>)[character]

function withoutMarks(character: string): string {
  const base = character.normalize('NFD').charAt(0)
  return /[a-z]/.test(base) ? base : character
}

/** Where something is read as something else, or as nothing; Han characters are taken from their tables. */
const blocks: [from: number, to: number][] = [
  [0x0, 0x33ff],
  [0xa000, 0xabff],
  [0xf900, 0x11fff],
  [0x16000, 0x16fff],
  [0x1cc00, 0x1ffff],
  [0x2f800, 0x2fa1f],
]

/** Every character that is read as nothing but characters of the alphabet, with what it is read as. */
export function variants(alphabet: ReadonlySet<string>): [character: string, readAs: string[]][] {
  const known = [...everyReading()].filter(([, read]) => read.every((one) => alphabet.has(one)))
  return [...new Map([...[...alphabet].map((one) => [one, [one]] as [string, string[]]), ...known])]
}

let readings: Map<string, string[]> | undefined

/** Fillers are read as no character. Made once a process: it takes as long as the tables of many phrases. */
function everyReading(): Map<string, string[]> {
  readings ??= new Map(
    [...blocks.flatMap(characters), ...toSimplified.keys(), ...toOlder.keys(), ...hanVariants.keys()]
      .filter((character) => !neither.test(character))
      .map((character) => [character, readAs(character)] as const)
      .filter(([character, read]) => read.length > 0 || isFiller(character)),
  )
  return readings
}

const characters = ([from, to]: [number, number]) =>
  Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at))
