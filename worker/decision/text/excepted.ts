import type { Range } from '../fold.ts'
import { readAfter, readBefore } from './denied.ts'
import { Surroundings } from './told.ts'

/** 有没有风险, 保不保证: a question whose other half is the phrase itself. */
const eitherOr = /(?<=(.)[不没])\1|(?<=有)(?:没有|无)/y

/**
 * The phrases that count: those to which no rule of exceptions.ts applies.
 * @param text in the letters of the tables
 */
export function notExcepted<T extends Range>(text: string, phrases: readonly T[]): T[] {
  const ends = new Map(phrases.map((one) => [one.end, one]))
  const around = new Surroundings(text)
  return phrases.filter((one) => {
    const before = readBefore(text, one.start, ends)
    if (before === 'denied') return false
    const after = readAfter(text, one.end)
    if (after === 'denied') return false
    const asked = before === 'asked' || isEitherOr(text, one.start)
    return !around.askedOrTold(one, { before: asked, after: after === 'asked' })
  })
}

function isEitherOr(text: string, start: number): boolean {
  eitherOr.lastIndex = start
  return eitherOr.test(text)
}
