import { digestOf } from '../playbook/current.ts'
import { foldedAmong } from './fold-sql.ts'
import { wordsOf } from './fold-words.ts'
import type { FoldRules } from './refold.ts'

/** What they are folded over: whoever was folded over less has others. */
const OVER = 'companions'

/**
 * Digest of all folds of a catalogue, of the zone whose days they count and of the limits they go by; empty: it has none.
 * In what order attributes stand says nothing.
 */
export async function foldsDigest({ catalogue, timeZone, parameters = [] }: FoldRules): Promise<string> {
  const folds = foldedAmong(catalogue, parameters).map((one) =>
    [one.name, wordsOf(one), ...one.days].join(' '),
  )
  return folds.length === 0 ? '' : digestOf(JSON.stringify([OVER, timeZone, ...folds.sort()]))
}
