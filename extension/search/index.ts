import MiniSearch, { type QueryCombination, type SearchResult } from 'minisearch'
import type { Playbook } from '../../worker/contract/playbook.ts'
import { type Entry, entriesOf, FIELDS } from './catalog.ts'
import { otherWords } from './synonyms.ts'
import { folded, type Term, termsOf } from './terms.ts'

/** An entry that answers, and the terms of it by which it was found. */
export interface Hit {
  entry: Entry
  terms: string[]
}

/** Longest query that is looked at. UTF-16 units. */
const LONGEST = 80
/** Weight of other words beside those asked for. */
const OTHER = 0.45
/** Entries that are added before others get a turn. */
const AT_ONCE = 5
const BOOST = { title: 3, about: 3, codes: 4, body: 1 }
/** Below this share of the best one's score an answer is none. */
const FAINT = 0.05
/** Letters from which on a word may be misspelt. */
const LONG_WORD = 4

const GLUE = '\u0000'

/** What agents look up, ready to be asked. Nothing of it and of what is asked leaves the browser. */
export class SearchIndex {
  /** Every pair of characters that stands anywhere. */
  readonly #pairs = new Set<string>()
  readonly #index = new MiniSearch<Entry>({
    fields: [...FIELDS],
    extractField: (entry, field) =>
      field === 'id' ? entry.id : entry.fields[field as (typeof FIELDS)[number]],
    tokenize: (text) => this.#indexed(text),
    processTerm: (term) => term,
  })
  readonly #entries = new Map<string, Entry>()
  readonly #synonyms: Playbook['synonyms']

  private constructor({ synonyms }: Playbook) {
    this.#synonyms = synonyms
  }

  /** Of a playbook, or of other entries with its synonyms, in one go. */
  static of(playbook: Playbook, entries = entriesOf(playbook)): SearchIndex {
    const index = new SearchIndex(playbook)
    for (const entry of entries) index.#add(entry)
    return index
  }

  /** The same a few entries at a time: whoever waits for the worker at a button is not to wait for this. */
  static async inSteps(playbook: Playbook): Promise<SearchIndex> {
    const index = new SearchIndex(playbook)
    for (const [at, entry] of entriesOf(playbook).entries()) {
      if (at % AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve))
      index.#add(entry)
    }
    return index
  }

  /** The best answers first, at most `most`; none to a question without a word. */
  find(asked: string, most: number): Hit[] {
    const text = folded(asked).slice(0, LONGEST)
    const queries = [
      ...ofTerms(this.#asked(text), 1),
      ...otherWords(text, this.#synonyms).flatMap((word) => ofTerms(this.#whole(word), OTHER)),
    ]
    if (!queries.length) return []
    const found = this.#index.search({ combineWith: 'OR', queries }, { boost: BOOST })
    const least = (found[0]?.score ?? 0) * FAINT
    return found
      .filter(({ score }) => score >= least)
      .slice(0, most)
      .flatMap((result) => this.#hit(result))
  }

  #indexed(text: string): string[] {
    const terms = termsOf(text)
    for (const { text, kind } of terms) if (kind === 'pair') this.#pairs.add(text)
    return terms.map(({ text }) => text)
  }

  /** Of words that nobody typed there are no wrong characters. */
  #whole(text: string): Term[] {
    return this.#asked(text).filter(({ kind, text: one }) => kind !== 'single' || one === text)
  }

  /**
   * What to look for. A character counts by itself only where no pair that it stands in is known, as beside one that is
   * written wrong: a pair and both its characters would count three times.
   */
  #asked(text: string): Term[] {
    const terms = termsOf(text)
    const known = terms.filter(({ kind, text }) => kind === 'pair' && this.#pairs.has(text))
    const covered = new Set(known.flatMap(({ text }) => [...text]))
    return [
      ...known,
      ...terms.filter(({ kind, text }) => kind === 'word' || (kind === 'single' && !covered.has(text))),
    ]
  }

  #add(entry: Entry): void {
    this.#entries.set(entry.id, entry)
    this.#index.add(entry)
  }

  #hit({ id, terms }: SearchResult): Hit[] {
    const entry = this.#entries.get(String(id))
    return entry ? [{ entry, terms }] : []
  }
}

/** Pairs, characters and codes as they stand, words also unfinished and misspelt. */
function ofTerms(terms: readonly Term[], weight: number): QueryCombination[] {
  const of = (kind: Term['kind']) => [
    ...new Set(terms.filter((one) => one.kind === kind).map(({ text }) => text)),
  ]
  const words = of('word')
  return [
    ...query([...of('pair'), ...of('single')], weight),
    ...query(words.filter(isCode), weight, { prefix: true }),
    ...query(
      words.filter((word) => !isCode(word)),
      weight,
      {
        prefix: (word) => word.length > 1,
        fuzzy: (word) => word.length >= LONG_WORD && 0.25,
        maxFuzzy: 2,
        weights: { prefix: 0.6, fuzzy: 0.4 },
      },
    ),
  ]
}

/** Such as a product's: one letter off it is another. */
const isCode = (word: string) => /\d/.test(word) && /[a-z]/.test(word)

function query(
  terms: readonly string[],
  weight: number,
  more: Omit<QueryCombination, 'queries'> = {},
): QueryCombination[] {
  if (!terms.length) return []
  const tokenize = (text: string) => text.split(GLUE)
  return [{ combineWith: 'OR', queries: [terms.join(GLUE)], tokenize, boostTerm: () => weight, ...more }]
}
