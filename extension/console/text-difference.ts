/** Words that went and words that came, in order. */
export interface TextDifference {
  gone: string[]
  come: string[]
}

const segmenters = new Map<string, Intl.Segmenter>()

function wordsOf(text: string, locale: string): string[] {
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' })
  segmenters.set(locale, segmenter)
  return [...segmenter.segment(text)].map(({ segment }) => segment)
}

/** Lengths of the longest common subsequence from each pair of places on. */
function common(a: string[], b: string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i] as number[]
      const below = lengths[i + 1] as number[]
      row[j] =
        a[i] === b[j] ? (below[j + 1] as number) + 1 : Math.max(below[j] as number, row[j + 1] as number)
    }
  return lengths
}

/** Neighbours make one piece; white space alone says nothing. */
function pieces(words: string[], taken: boolean[]): string[] {
  return words
    .map((word, at) => (taken[at] ? word : '\n'))
    .join('')
    .split(/\n+/)
    .map((piece) => piece.trim())
    .filter(Boolean)
}

/** What a text lost and gained, by words of its language. */
export function textDifference(before: string, after: string, locale: string): TextDifference {
  const [a, b] = [wordsOf(before.replaceAll('\n', ' '), locale), wordsOf(after.replaceAll('\n', ' '), locale)]
  const lengths = common(a, b)
  const [gone, come] = [a.map(() => true), b.map(() => true)]
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      gone[i++] = false
      come[j++] = false
    } else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) i++
    else j++
  }
  return { gone: pieces(a, gone), come: pieces(b, come) }
}
