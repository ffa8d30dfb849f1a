import { folded, isHan } from './terms.ts'

/** Words that mean the same; each group in both languages. */
export type Groups = readonly (readonly string[])[]

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Chinese words stand anywhere in a text, others only whole. */
const holds = (asked: string, word: string): boolean =>
  isHan(word) ? asked.includes(word) : new RegExp(`(?<![a-z0-9])${escaped(word)}(?![a-z0-9])`).test(asked)

/** The other words for what is asked, as far as groups of the table hold some of it. */
export function otherWords(asked: string, groups: Groups): string[] {
  const text = folded(asked)
  const found = groups
    .map((group) => group.map(folded))
    .filter((group) => group.some((word) => holds(text, word)))
  return [...new Set(found.flat())].filter((word) => !holds(text, word))
}
