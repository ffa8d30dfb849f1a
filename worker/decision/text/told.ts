import type { Range } from '../fold.ts'
import { endsClause } from './denied.ts'
import { anyOf, CLAUSE_END, followedBy } from './exception-words.ts'

/** Where the words of rules 3 to 5 stand in a text. Made once a text: it may hold many phrases. */
export interface Marks {
  asking: number[]
  mistaken: number[]
  told: number[]
  offering: number[]
  agents: number[]
  corrected: number[]
  agreed: number[]
}

const NOT_AGREED = `(?![^${CLAUSE_END}]{0,12}?(?:不|没|非|未|无|\\bnot?\\b|n't|never))`
const patterns = {
  asking: new RegExp(`${followedBy('others', 'asking')}|(?<=^|[${CLAUSE_END}])${anyOf('asking')}`, 'gm'),
  mistaken: new RegExp(`(?<![不没未别无])${anyOf('mistaken')}`, 'g'),
  told: new RegExp(followedBy('others', 'told'), 'g'),
  offering: new RegExp(anyOf('offering'), 'g'),
  agents: new RegExp(anyOf('agent'), 'g'),
  corrected: new RegExp(anyOf('corrected'), 'g'),
  agreed: new RegExp(`${anyOf('agreed')}${NOT_AGREED}`, 'g'),
}

/** @param text in the letters of the tables */
export function marksOf(text: string): Marks {
  const places = (pattern: RegExp) => [...text.matchAll(pattern)].map(({ index }) => index)
  return {
    asking: places(patterns.asking),
    mistaken: places(patterns.mistaken),
    told: places(patterns.told),
    offering: places(patterns.offering),
    agents: places(patterns.agents),
    corrected: places(patterns.corrected),
    agreed: places(patterns.agreed),
  }
}

/** Most characters that a sentence is looked through on either side of a phrase. */
const REACH = 80
/** In which an answer agrees. Characters. */
const ANSWER = 24

/**
 * Rules 3 to 5 by what stands around a phrase at [start, end).
 * @param asked what reading from the phrase came to: a question is met `before` it, or it ends in one
 */
export function askedOrTold(
  text: string,
  { start, end }: Range,
  asked: { before: boolean; after: boolean },
  marks: Marks,
): boolean {
  const clause = before(text, start, endsClause)
  const inClause = (places: number[]) => within(places, clause, start)
  const question = asked.before || inClause(marks.asking) || (asked.after && !inClause(marks.offering))
  if (!question && !inClause(marks.mistaken) && !toldAndCorrected(text, { start, end }, marks)) return false
  return !within(marks.agreed, end, end + ANSWER)
}

function toldAndCorrected(text: string, { start, end }: Range, marks: Marks): boolean {
  const sentence = before(text, start, endsSentence)
  const told = marks.told.findLast((at) => at >= sentence && at < start)
  if (told === undefined || within(marks.agents, told, start)) return false
  return within(marks.corrected, end, after(text, end))
}

const within = (places: number[], from: number, to: number) => places.some((at) => at >= from && at < to)

const endsSentence = (text: string, at: number) => endsClause(text, at) && !/[，,；;]/.test(text.charAt(at))

function before(text: string, start: number, ends: (text: string, at: number) => boolean): number {
  let at = start
  while (at > 0 && start - at < REACH && !ends(text, at - 1)) at--
  return at
}

/** The end of the next sentence. */
function after(text: string, end: number): number {
  let sentences = 0
  for (let at = end; at < Math.min(end + REACH, text.length); at++) {
    if (endsSentence(text, at) && ++sentences === 2) return at
  }
  return end + REACH
}
