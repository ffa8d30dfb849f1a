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

/** Full-width, compatibility forms, case and invisible characters folded; what `drop` matches goes altogether. */
export function fold(original: string, drop: RegExp = /\p{Cf}/u): FoldedText {
  const folded: FoldedText = { text: '', starts: [], ends: [] }
  let start = 0
  for (const character of original) {
    const end = start + character.length
    const kept = [...foldCharacter(character)].filter((one) => !drop.test(one)).join('')
    folded.text += kept
    for (const _unit of kept.split('')) {
      folded.starts.push(start)
      folded.ends.push(end)
    }
    start = end
  }
  return folded
}

const foldCharacter = (character: string) => character.normalize('NFKC').toLowerCase()

/** Where a non-empty range of the folded text lies in the original. */
export function unfold({ starts, ends }: FoldedText, { start, end }: Range): Range {
  return { start: starts[start] ?? 0, end: ends[end - 1] ?? 0 }
}
