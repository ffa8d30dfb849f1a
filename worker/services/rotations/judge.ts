import type { KeyPair, KeyPairReceipt } from '../../contract/rotation.ts'

/** A pair that stands. */
interface Standing {
  oldKey: string
  newKey: string
}

/**
 * Which pairs can stand beside those that do.
 * @param both places of pairs whose keys are of two customers
 * @returns sound ones, of those the new ones, and the others by their line
 */
export function judgePairs(
  pairs: readonly KeyPair[],
  there: readonly Standing[],
  both: ReadonlySet<number>,
): { sound: KeyPair[]; fresh: KeyPair[]; refused: KeyPairReceipt['refused'] } {
  const newOf = new Map(there.map(({ oldKey, newKey }) => [oldKey, newKey]))
  const oldOf = new Map(there.map(({ oldKey, newKey }) => [newKey, oldKey]))
  const [sound, fresh, refused]: [KeyPair[], KeyPair[], KeyPairReceipt['refused']] = [[], [], []]
  for (const [at, pair] of pairs.entries()) {
    const why = both.has(at) ? TWO : contradiction(pair, newOf, oldOf)
    if (why) refused.push({ line: at + 1, why })
    else sound.push(pair)
    if (why || newOf.get(pair.old) === pair.new) continue
    fresh.push(pair)
    newOf.set(pair.old, pair.new)
    oldOf.set(pair.new, pair.old)
  }
  return { sound, fresh, refused }
}

const TWO = 'both keys have facts in one load: they are two customers'

function contradiction(
  { old, new: fresh }: KeyPair,
  newOf: ReadonlyMap<string, string>,
  oldOf: ReadonlyMap<string, string>,
): string | null {
  if (old === fresh) return 'the old key and the new one are the same'
  if ((newOf.get(old) ?? fresh) !== fresh) return 'the old key has another new key already'
  if ((oldOf.get(fresh) ?? old) !== old) return 'the new key has another old key already'
  if (newOf.has(fresh)) return 'the new key is the old key of another pair'
  return oldOf.has(old) ? 'the old key is the new key of another pair' : null
}
