import type { Range } from '../fold.ts'
import { anyOf, CLAUSE_END, endsClause, followedBy } from './exception-words.ts'
import { firstFrom } from './places.ts'

/** A customer who is told something tells nothing: 跟客户说. */
const NOT_TOLD = '(?<![跟向对给和同与])'
const NOT_DENIED = `(?![^${CLAUSE_END}]{0,12}?(?:不|没|非|未|无|\\bnot?\\b|n't|never))`

/** Where the words of rules 3 to 6 are looked for, and where clauses and sentences end. */
const patterns = {
  clauses: new RegExp(`[${CLAUSE_END}.]`, 'g'),
  sentences: /[。！？!?\n\r.]/g,
  asking: new RegExp(
    `${NOT_TOLD}${followedBy('others', 'asking')}|(?:^|(?<=[${CLAUSE_END}]))${anyOf('asking')}`,
    'gm',
  ),
  mistaken: new RegExp(`(?<![不没未别无])${anyOf('mistaken')}`, 'g'),
  told: new RegExp(NOT_TOLD + followedBy('others', 'told'), 'g'),
  offering: new RegExp(anyOf('offering'), 'g'),
  agents: new RegExp(`${anyOf('agent')}(?<!${anyOf('demands')}\\s?${anyOf('agent')})`, 'g'),
  corrected: new RegExp(anyOf('corrected'), 'g'),
  naming: new RegExp(`${anyOf('naming')}(?![为成])`, 'g'),
  telling: new RegExp(anyOf('telling'), 'g'),
  agreed: new RegExp(anyOf('agreed') + NOT_DENIED, 'g'),
}
type Mark = keyof typeof patterns

/** Most characters looked through on either side of a phrase. */
const REACH = 80
/** In which an answer agrees. Characters. */
const ANSWER = 24

const quotation = /“[^“”]{1,60}”|「[^「」]{1,60}」|『[^『』]{1,60}』|"[^"]{1,60}"|＂[^＂]{1,60}＂/g

/** Rules 3 to 6 over one text. It may hold many phrases, so each kind of word is looked for once, when it is asked for. */
export class Surroundings {
  readonly #text: string
  #quotations: Range[] | undefined
  readonly #marks = new Map<Mark, number[]>()

  /** @param text in the letters of the tables */
  constructor(text: string) {
    this.#text = text
  }

  /**
   * Whether what stands at [start, end) is only named, or somebody else asked, believed or wanted it.
   * @param asked what reading from the phrase came to: a question is met `before` it, or it ends in one
   */
  askedOrTold({ start, end }: Range, asked: { before: boolean; after: boolean }): boolean {
    const quoted = this.#quotation({ start, end })
    const from = quoted ?? start
    const inClause = (mark: Mark, to = start) =>
      this.#within(mark, this.#lastEnd('clauses', start), to) ||
      this.#within(mark, this.#lastEnd('clauses', from), from)
    const question = asked.before || inClause('asking') || (asked.after && !inClause('offering', end))
    const named = quoted !== undefined && this.#named(quoted)
    if (!question && !inClause('mistaken') && !named && !this.#toldAndCorrected({ start: from, end }))
      return false
    return !this.#within('agreed', end, end + ANSWER)
  }

  /** Where the quotation begins that a range stands in. */
  #quotation({ start, end }: Range): number | undefined {
    this.#quotations ??= Array.from(this.#text.matchAll(quotation), ({ index, 0: { length } }) => ({
      start: index,
      end: index + length,
    }))
    const one = this.#quotations[firstFrom(this.#quotations, start, (each) => each.start) - 1]
    return one && end < one.end ? one.start : undefined
  }

  #named(quoted: number): boolean {
    const sentence = this.#lastEnd('sentences', quoted)
    const before = (mark: Mark) => this.#within(mark, sentence, quoted)
    return before('naming') && !before('agents') && !before('telling')
  }

  #toldAndCorrected({ start, end }: Range): boolean {
    const told = this.#places('told')
    const at = told[firstFrom(told, start) - 1] ?? -1
    if (at < this.#lastEnd('sentences', start) || this.#within('agents', at, start)) return false
    return this.#within('corrected', end, this.#nextSentenceEnd(end))
  }

  #within(mark: Mark, from: number, to: number): boolean {
    const places = this.#places(mark)
    return (places[firstFrom(places, from)] ?? Infinity) < to
  }

  #lastEnd(mark: 'clauses' | 'sentences', start: number): number {
    const places = this.#places(mark)
    return Math.max(places[firstFrom(places, start) - 1] ?? 0, start - REACH)
  }

  /** The end of the sentence after the one at hand. */
  #nextSentenceEnd(end: number): number {
    const sentences = this.#places('sentences')
    return Math.min(sentences[firstFrom(sentences, end) + 1] ?? Infinity, end + REACH)
  }

  #places(mark: Mark): number[] {
    const known = this.#marks.get(mark)
    if (known) return known
    const ends = mark === 'clauses' || mark === 'sentences'
    const all = Array.from(this.#text.matchAll(patterns[mark]), ({ index }) => index)
    const places = ends ? all.filter((at) => endsClause(this.#text, at)) : all
    this.#marks.set(mark, places)
    return places
  }
}
