import type { Range } from '../fold.ts'
import { anyOf, CLAUSE_END, endsClause, followedBy } from './exception-words.ts'

/** Where the words of rules 3 to 5 stand in a text, and its clauses. Made once a text: it may hold many phrases. */
export interface Marks {
  /** Where clauses and sentences end, in order. */
  clauses: number[]
  sentences: number[]
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
  asking: new RegExp(
    `(?<![跟向对给和同与])${followedBy('others', 'asking')}|(?<=^|[${CLAUSE_END}])${anyOf('asking')}`,
    'gm',
  ),
  mistaken: new RegExp(`(?<![不没未别无])${anyOf('mistaken')}`, 'g'),
  told: new RegExp(`(?<![跟向对给和同与])${followedBy('others', 'told')}`, 'g'),
  offering: new RegExp(anyOf('offering'), 'g'),
  agents: new RegExp(`(?<!${anyOf('demands')}\\s?)${anyOf('agent')}`, 'g'),
  corrected: new RegExp(anyOf('corrected'), 'g'),
  agreed: new RegExp(`${anyOf('agreed')}${NOT_AGREED}`, 'g'),
}

const signs = new RegExp(`[${CLAUSE_END}.]`, 'g')

/** @param text in the letters of the tables */
export function marksOf(text: string): Marks {
  const places = (pattern: RegExp) => Array.from(text.matchAll(pattern), ({ index }) => index)
  const clauses = places(signs).filter((at) => endsClause(text, at))
  return {
    clauses,
    sentences: clauses.filter((at) => !'，,；;'.includes(text.charAt(at))),
    asking: places(patterns.asking),
    mistaken: places(patterns.mistaken),
    told: places(patterns.told),
    offering: places(patterns.offering),
    agents: places(patterns.agents),
    corrected: places(patterns.corrected),
    agreed: places(patterns.agreed),
  }
}

/** Most characters looked through on either side of a phrase. */
const REACH = 80
/** In which an answer agrees. Characters. */
const ANSWER = 24

/**
 * Rules 3 to 5 by what stands around a phrase at [start, end).
 * @param asked what reading from the phrase came to: a question is met `before` it, or it ends in one
 */
export function askedOrTold(
  { start, end }: Range,
  asked: { before: boolean; after: boolean },
  marks: Marks,
): boolean {
  const clause = lastEnd(marks.clauses, start)
  const inClause = (places: number[]) => within(places, clause, start)
  const question = asked.before || inClause(marks.asking) || (asked.after && !inClause(marks.offering))
  if (!question && !inClause(marks.mistaken) && !toldAndCorrected({ start, end }, marks)) return false
  return !within(marks.agreed, end, end + ANSWER)
}

function toldAndCorrected({ start, end }: Range, { told, agents, corrected, sentences }: Marks): boolean {
  const from = lastEnd(sentences, start)
  const at = told.findLast((place) => place < start) ?? -1
  if (at < from || within(agents, at, start)) return false
  return within(corrected, end, nextSentenceEnd(sentences, end))
}

const within = (places: number[], from: number, to: number) => places.some((at) => at >= from && at < to)
const lastEnd = (ends: number[], start: number) =>
  Math.max(ends.findLast((at) => at < start) ?? 0, start - REACH)

/** The end of the sentence after the one at hand. */
function nextSentenceEnd(sentences: number[], end: number): number {
  const first = sentences.findIndex((at) => at >= end)
  return Math.min(sentences[first + 1] ?? Infinity, end + REACH)
}
