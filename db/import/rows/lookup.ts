import { tableOf } from '../base.ts'
import type { FileOf } from '../mapping.ts'
import { Problem } from '../refusal.ts'
import { duplicateOf, type TakeContext, type Taker, textOf } from './row.ts'

/** Rows that say what a code means. */
export function compileLookup(spec: FileOf<'lookup'>, { columns, base, keys }: TakeContext): Taker {
  const table = tableOf(base.lookups, spec.name)
  return {
    take: ({ fields, place }) => {
      const code = textOf(fields, spec.from, columns)
      const wrong = code ? duplicateOf(code, spec.from, keys) : new Problem('empty-key', spec.from)
      if (wrong) return wrong
      keys.set(code, place)
      table.to.set(code, textOf(fields, spec.to, columns))
      return null
    },
    remember: (fields, place) => {
      const code = textOf(fields, spec.from, columns)
      const meaning = textOf(fields, spec.to, columns)
      if (code && meaning && !table.to.has(code)) table.to.set(code, meaning)
      else table.refused.set(code, place)
    },
  }
}
