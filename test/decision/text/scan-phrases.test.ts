import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TextTables } from '../../../worker/contract/text-tables.ts'
import { buildTextTables } from '../../../worker/decision/text/build-tables.ts'
import { scanPhrases } from '../../../worker/decision/text/scan-phrases.ts'
import { readTables } from '../../../worker/decision/text/scan-tables.ts'
import { check } from '../playbook.ts'

/** What is written, and the letters that anybody reads; null for a sign of no phrase, which ends whatever was begun. */
interface Piece {
  written: string
  read: string[] | null
}

const disguises: Record<string, string[]> = {
  a: ['a', 'A', 'ａ', 'а', 'á', '𝐚', 'ⓐ', 'α'],
  f: ['f', 'F', 'ｆ', '𝘧'],
  i: ['i', 'I', 'І', 'ı', 'ｉ', 'ì'],
  风: ['风', '風', '⾵'],
  险: ['险', '險', '険'],
  证: ['证', '證', '証'],
  收: ['收', '収'],
  '1': ['1', '１', '①', '𝟏', '¹'],
}
const letter = fc
  .constantFrom(...Object.keys(disguises))
  .chain((read) =>
    fc.constantFrom(...(disguises[read] ?? [])).map((written): Piece => ({ written, read: [read] })),
  )
const piece = fc.oneof(
  { weight: 8, arbitrary: letter },
  { weight: 1, arbitrary: fc.constant<Piece>({ written: 'ﬁ', read: ['f', 'i'] }) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(' ', '-', '·', '\u200b', '🙂', '“', '\ufe0f', '★', '\u0301')
      .map((written): Piece => ({ written, read: [] })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('峩', '𠀋', 'あ', '\ud800').map((written): Piece => ({ written, read: null })),
  },
)
const phrase = fc.string({ unit: fc.constantFrom(...Object.keys(disguises)), minLength: 2, maxLength: 4 })

const tablesOf = (phrases: string[]) => {
  const packed = buildTextTables({ checks: [{ ...check, on: 'remark', text: { phrases, detect: [] } }] })
  return readTables(JSON.parse(JSON.stringify(packed)) as TextTables)
}

/** Letter by letter, with the pieces they came from; a null between two of them. */
function naive(pieces: Piece[], phrases: string[]): string[] {
  let start = 0
  const letters = pieces.flatMap(({ written, read }) => {
    const place = { start, end: start + written.length }
    start = place.end
    return (read ?? [null]).map((one) => ({ one, ...place }))
  })
  return phrases.flatMap((phrase) =>
    letters.flatMap((first, at) => {
      const stretch = letters.slice(at, at + phrase.length)
      const same = stretch.map(({ one }) => one ?? ' ').join('') === phrase
      return same ? `${phrase} ${first.start}-${stretch.at(-1)?.end}` : []
    }),
  )
}

test('whatever the disguise, exactly what a search letter by letter finds', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(phrase, { minLength: 10, maxLength: 40 }),
      fc.array(piece, { minLength: 40, maxLength: 120 }),
      (phrases, pieces) => {
        const tables = tablesOf(phrases)
        const text = pieces.map(({ written }) => written).join('')
        const found = tables ? scanPhrases(text, tables) : []
        const told = found.map(({ phrase, start, end }) => `${phrases[phrase - 1]} ${start}-${end}`)
        expect(told.toSorted()).toEqual(naive(pieces, phrases).toSorted())
      },
    ),
    { numRuns: 150 },
  )
})

test('so it is with thousands of phrases over thousands of characters', { timeout: 60_000 }, () => {
  const han = fc.integer({ min: 0x4e00, max: 0x5fff }).map((point) => String.fromCharCode(point))
  const written = fc.array(fc.string({ unit: han, minLength: 2, maxLength: 6 }), {
    minLength: 3000,
    maxLength: 3000,
  })
  const [seed = 0] = fc.sample(fc.integer(), 1)
  console.log(`seed ${seed}`)
  const [all = []] = fc.sample(written, { seed, numRuns: 1 })
  // Forms of one character would make two phrases one.
  const phrases = [...new Set(all)].filter((one) => one === one.normalize('NFKC'))
  const tables = tablesOf(phrases)
  const letters = tables?.letters ?? ''
  const read = (text: string) =>
    [...text].map((one) => letters.charAt((tables?.units[one.charCodeAt(0)] ?? 0) - 1)).join('')
  const text = phrases.slice(0, 300).join('')
  const expected = [...new Set(phrases.map(read))].flatMap((phrase) =>
    [...read(text).matchAll(new RegExp(`(?=${phrase})`, 'g'))].map(
      ({ index }) => `${index}-${index + phrase.length}`,
    ),
  )
  const found = tables ? scanPhrases(text, tables).map(({ start, end }) => `${start}-${end}`) : []
  expect(found.length).toBeGreaterThanOrEqual(300)
  expect(found.toSorted()).toEqual(expected.toSorted())
})
