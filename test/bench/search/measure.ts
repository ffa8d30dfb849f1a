import { entriesOf } from '../../../extension/search/catalog.ts'
import { SearchIndex } from '../../../extension/search/index.ts'
import type { Playbook } from '../../../worker/contract/playbook.ts'

/** Milliseconds: making the index, and each answer to what is typed, letter by letter. */
export interface Measured {
  entries: number
  build: number
  answers: number[]
}

/** The content so many times over, under other ids. */
function manyOf(playbook: Playbook, times: number) {
  const all = entriesOf(playbook)
  return Array.from({ length: times }, (_, copy) =>
    all.map((entry) => ({ ...entry, id: `${entry.id}#${copy}` })),
  ).flat()
}

/** Every beginning of what is typed: a search runs at each letter. */
const beginnings = (typed: string): string[] =>
  [...typed].map((_, at) => [...typed].slice(0, at + 1).join(''))

export function measure(playbook: Playbook, times: number, typed: readonly string[]): Measured {
  const entries = manyOf(playbook, times)
  const start = performance.now()
  const index = SearchIndex.of(playbook, entries)
  const build = performance.now() - start
  const asked = typed.flatMap(beginnings)
  // The first round warms the engine up, as an agent's first call does.
  const rounds = [0, 1].map(() =>
    asked.map((words) => {
      const begun = performance.now()
      index.find(words, 8)
      return performance.now() - begun
    }),
  )
  return { entries: entries.length, build, answers: rounds[1] ?? [] }
}
