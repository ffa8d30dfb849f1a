import assert from 'node:assert/strict'
import { AhoCorasick } from '@monyone/aho-corasick/fast'
import { Check, Playbook } from '../../../worker/contract/playbook.ts'
import { checkRemark } from '../../../worker/decision/check.ts'
import { type CompiledPlaybook, compilePlaybook } from '../../../worker/decision/compile.ts'
import { buildTextTables } from '../../../worker/decision/text/build-tables.ts'
import { scanPhrases } from '../../../worker/decision/text/scan-phrases.ts'
import { readTables, type Tables } from '../../../worker/decision/text/scan-tables.ts'
import { vocabulary } from '../../decision/vocabulary.ts'
import { type Figure, percentile } from '../figures.ts'
import { type PhraseBook, phraseBook } from './phrase-book.ts'

const PHRASES = 10_000
const UNITS = 2000
const SEED = 20_260_312
const ROUNDS = 200

const words = { zh: '字', en: 'words' }

/** A playbook of text checks: the phrases in ten of them, and one that detects every kind of identifier. */
function playbookOf(phrases: readonly string[]): Playbook {
  const check = {
    label: words,
    on: 'remark',
    verdict: 'block',
    inDoubt: 'proceed',
    finding: words,
    whatNow: words,
  }
  const rest = { citation: words, effectiveFrom: '2026-01-01', verified: false }
  const forbidding = Array.from({ length: 10 }, (_, at) => ({
    ...{ ...check, ...rest, id: `phrases-${at}` },
    text: { phrases: phrases.filter((_, place) => place % 10 === at) },
  }))
  const detecting = {
    ...check,
    ...rest,
    id: 'identifiers',
    text: { detect: ['card', 'cn-id', 'mobile', 'cvv', 'otp'] },
  }
  const empty = { products: [], segments: [], tips: [], dismissReasons: [], adapters: [] }
  const checks = [...forbidding, detecting].map((one) => Check.parse(one))
  return Playbook.parse({ schema: 1, ...vocabulary, ...empty, checks })
}

/** Milliseconds of each of so many calls, after as many to warm up. */
function times(rounds: number, call: (round: number) => unknown): number[] {
  for (let round = 0; round < rounds; round++) call(round)
  return Array.from({ length: rounds }, (_, round) => {
    const start = performance.now()
    call(round)
    return performance.now() - start
  })
}

/** Ours against the package over the same text, in turn; throws where the matches differ. */
function searchFigures({ phrases, folded }: PhraseBook, tables: Tables): Figure[] {
  const keywords = phrases.map((phrase) => phrase.replaceAll(' ', ''))
  const theirs = new AhoCorasick(keywords)
  const found = scanPhrases(folded, tables).map(({ start, end }) => folded.slice(start, end) + start)
  const expected = theirs.matchInText(folded).map(({ begin, keyword }) => keyword + begin)
  assert.ok(found.length > 20, 'the text holds phrases')
  assert.deepEqual(found.toSorted(), expected.toSorted())
  const sample = { ours: [] as number[], theirs: [] as number[] }
  for (let turn = 0; turn < 20; turn++) {
    sample.ours.push(...times(ROUNDS, () => scanPhrases(folded, tables)))
    sample.theirs.push(...times(ROUNDS, () => theirs.matchInText(folded)))
  }
  const [value, baseline] = [percentile(sample.ours, 0.5) * 1000, percentile(sample.theirs, 0.5) * 1000]
  return [
    {
      name: 'text search, @monyone/aho-corasick beside ours',
      value,
      unit: 'µs',
      baseline,
      ratio: baseline / value,
    },
  ]
}

/** Texts that are made to be slow to look through. Each 2,000 units. */
function pathological(phrase: string): Record<string, string> {
  const fill = (piece: string) => piece.repeat(Math.ceil(UNITS / piece.length)).slice(0, UNITS)
  return {
    digits: fill('4'),
    'digits one by one': fill('4 1 '),
    'digits in fours': fill('6222 '),
    codes: fill('验证码1234'),
    'one phrase': fill(phrase),
    'denials and phrases': fill(`没有不会承诺${phrase}`),
    'told phrases': fill(`客户听说${phrase}是不是`),
    'between words': fill('可以能够') + phrase,
    'letters, no address': fill('a'),
    addresses: fill('a@b.c '),
    pictures: fill('🙂'),
    'mathematical letters': fill('𝐠𝐮'),
  }
}

function typingFigures(compiled: CompiledPlaybook, { typed, phrases }: PhraseBook): Figure[] {
  const keystrokes = Array.from({ length: 1000 }, (_, at) => `${typed.slice(0, at)}的${typed.slice(at + 1)}`)
  const sample = times(keystrokes.length, (round) => checkRemark(compiled, keystrokes[round] as string))
  const slow = Object.entries(pathological(phrases[1] as string)).map(([name, text]) => ({
    name: `one keystroke, ${name}`,
    value: percentile(
      times(50, () => checkRemark(compiled, text)),
      0.5,
    ),
    unit: 'ms',
  }))
  return [
    { name: 'one keystroke, median', value: percentile(sample, 0.5), unit: 'ms' },
    { name: 'one keystroke, p99', value: percentile(sample, 0.99), unit: 'ms' },
    ...slow,
  ]
}

/** Building and reading the tables, searching, and typing in a remark of 2,000 units with 10,000 phrases. */
export async function benchText(): Promise<Figure[]> {
  const book = phraseBook(PHRASES, UNITS, SEED)
  const playbook = playbookOf(book.phrases)
  const started = performance.now()
  const packed = buildTextTables(playbook)
  const built = performance.now() - started
  const read = percentile(
    times(5, () => readTables(packed)),
    0.5,
  )
  const tables = readTables(packed)
  assert.ok(tables)
  return [
    { name: 'text tables, as sent', value: JSON.stringify(packed).length / 1e6, unit: 'MB' },
    { name: 'text tables, built', value: built, unit: 'ms' },
    { name: 'text tables, read in the browser', value: read, unit: 'ms' },
    ...searchFigures(book, tables),
    ...typingFigures(compilePlaybook(playbook, packed), book),
  ]
}
