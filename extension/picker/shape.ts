/** What could be a number among other words: the longest run of letters, digits and hyphens with digits in it. */
const RUN = /[0-9A-Za-z-]*[0-9][0-9A-Za-z-]*/g

/** True where a text is one number and nothing else, in groups or not. */
export const isNumberAlone = (text: string): boolean =>
  /[0-9０-９]/.test(text) && text.length <= 40 && /^[0-9A-Za-z０-９ －-]+$/.test(text)

const byLength = (a: string, b: string): number => b.length - a.length

/** The number in a text: all of it, or the longest run that could be one. Null where there is none. */
export function numberIn(text: string, whole: boolean): string | null {
  const trimmed = text.replace(/\s+/g, ' ').trim()
  if (whole) return isNumberAlone(trimmed) ? trimmed : null
  return trimmed.match(RUN)?.toSorted(byLength)[0] ?? null
}

const CLASSES = [
  { set: /[0-9]/, text: '[0-9]' },
  { set: /[A-Z]/, text: '[A-Z]' },
  { set: /[a-z]/, text: '[a-z]' },
]

const classOf = (char: string): string => CLASSES.find(({ set }) => set.test(char))?.text ?? ''

interface Run {
  of: string
  length: number
}

/** Runs of characters of one kind; what is neither letter nor digit stands for itself. */
function runsOf(text: string): Run[] {
  const runs: Run[] = []
  for (const char of text) {
    const of = classOf(char) || char.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')
    const last = runs.at(-1)
    if (last?.of === of) last.length += 1
    else runs.push({ of, length: 1 })
  }
  return runs
}

const sameRuns = (a: Run[], b: Run[]): boolean =>
  a.length === b.length && a.every(({ of, length }, at) => of === b[at]?.of && length === b[at]?.length)

const times = (least: number, most: number): string =>
  most === 1 ? '' : least === most ? `{${most}}` : `{${least},${most}}`

/** Numbers of more than one build: their characters and lengths, no more. */
function loose(texts: string[]): string {
  const all = texts.join('')
  const classes = CLASSES.filter(({ set }) => set.test(all)).map(({ text }) => text.slice(1, -1))
  const others = [...new Set(all.replace(/[0-9A-Za-z-]/g, ''))].map(
    (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`,
  )
  const lengths = texts.map(({ length }) => length)
  const set = `[${classes.join('')}${others.join('')}${all.includes('-') ? '\\-' : ''}]`
  return set + times(Math.min(...lengths), Math.max(...lengths))
}

/** A regular expression (flag u, no anchors) for texts like these, holding none of their letters and digits. */
export function shapeOf(texts: string[]): string {
  const [first = [], ...others] = texts.map(runsOf)
  if (!others.every((runs) => sameRuns(runs, first))) return loose(texts)
  return first.map(({ of, length }) => of + times(length, length)).join('')
}

/** The pattern of a reading step: all of the text, or the one run in it that stands by itself. */
export const patternOf = (numbers: string[], whole: boolean): string =>
  whole ? `^${shapeOf(numbers)}$` : `(?<![0-9A-Za-z])(${shapeOf(numbers)})(?![0-9A-Za-z])`
