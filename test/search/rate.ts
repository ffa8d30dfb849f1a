import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SearchIndex } from '../../extension/search/index.ts'

/** What an agent types and looks for. */
export interface Question {
  typed: string
  language: 'zh' | 'en' | 'mixed'
  how: string
  expected: { kind: 'script' | 'knowledge'; id: string }
}

/** Written before there was an index; never mended to suit it. */
export const questions: readonly Question[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'questions.json'), 'utf8'),
)

/** How often the expected answer stands first, and among the first three. */
export interface Rate {
  first: number
  firstThree: number
  missed: string[]
}

export function rateOf(index: SearchIndex, asked: readonly Question[] = questions): Rate {
  const places = asked.map(({ typed, expected }) =>
    index
      .find(typed, 3)
      .findIndex(({ entry }) => entry.kind === expected.kind && entry.itemId === expected.id),
  )
  return {
    first: places.filter((at) => at === 0).length,
    firstThree: places.filter((at) => at >= 0).length,
    missed: asked.filter((_, at) => places[at] === -1).map(({ typed }) => typed),
  }
}
