import type { Attribute } from '../contract/catalogue.ts'
import type { Measure } from '../contract/segmentation.ts'
import type { Text } from '../contract/text.ts'

/** Less than this many standard deviations from everybody's mean sets nobody apart. */
const APART = 0.4
/** As many as are read at a glance. */
const MOST = 3

/**
 * What sets a group apart, in the words of the catalogue: the measures that lie furthest from everybody's mean, the
 * furthest first; null where none does. The same measures give the same words.
 */
export function wordsOf(measures: readonly Measure[], catalogue: readonly Attribute[]): Text | null {
  const far = measures
    .filter(({ difference }) => Math.abs(difference ?? 0) >= APART)
    .toSorted((a, b) => size(b) - size(a) || (a.name < b.name ? -1 : 1))
  const said = far.flatMap((one) => {
    const attribute = catalogue.find(({ name }) => name === one.name)
    return attribute ? [contrastOf(attribute, (one.difference ?? 0) > 0)] : []
  })
  const first = said.slice(0, MOST)
  if (first.length === 0) return null
  return { zh: first.map(({ zh }) => zh).join('、'), en: first.map(({ en }) => en).join(', ') }
}

const size = ({ difference }: Measure) => Math.abs(difference ?? 0)

function contrastOf({ contrast, label, type }: Attribute, high: boolean): Text {
  if (contrast) return high ? contrast.high : contrast.low
  const [zh, en] = words[type === 'bool' ? 'bool' : 'number'][high ? 1 : 0]
  return { zh: `${label.zh}${zh}`, en: `${inSentence(label.en)}: ${en}` }
}

/** A label within a sentence; abbreviations stay as they are. */
const inSentence = (label: string) =>
  /^[A-Z][^A-Z]/.test(label) ? label[0]?.toLowerCase() + label.slice(1) : label

const words = {
  bool: [
    ['：多为否', 'mostly not'],
    ['：多为是', 'mostly so'],
  ],
  number: [
    ['偏低', 'low'],
    ['偏高', 'high'],
  ],
} as const satisfies Record<string, readonly [readonly [string, string], readonly [string, string]]>
