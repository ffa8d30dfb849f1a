/** A text in one spelling; `starts[i]` and `ends[i]` say where its i-th unit came from in the original. */
export interface FoldedText {
  text: string
  starts: number[]
  ends: number[]
}

/** Half-open range in UTF-16 units of the original text. */
export interface Range {
  start: number
  end: number
}

/** Full-width, compatibility forms, case and invisible characters folded; signs and spaces that `drop` matches go. */
export function fold(original: string, drop: RegExp = /\p{Cf}/u): FoldedText {
  const folded: FoldedText = { text: '', starts: [], ends: [] }
  let start = 0
  for (const character of original) {
    const end = start + character.length
    const kept = foldCharacter(character, drop)
    folded.text += kept
    for (let unit = 0; unit < kept.length; unit++) {
      folded.starts.push(start)
      folded.ends.push(end)
    }
    start = end
  }
  return folded
}

/** Most characters are their own folding, and asking costs more than all the rest. */
const plain = /[a-z0-9\u4e00-\u9fff]/

function foldCharacter(character: string, drop: RegExp): string {
  if (plain.test(character)) return character
  const folded = [...character.normalize('NFKC').toLowerCase()]
  return folded.filter((one) => !drop.test(one)).join('')
}

/** Where a non-empty range of the folded text lies in the original. */
export function unfold({ starts, ends }: FoldedText, { start, end }: Range): Range {
  return { start: starts[start] ?? 0, end: ends[end - 1] ?? 0 }
}
