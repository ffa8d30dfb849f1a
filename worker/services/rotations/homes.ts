import type { Database } from '../database.ts'
import type { Databases } from '../databases.ts'
import { pairsOf } from './aliases.ts'

/**
 * The databases in which something of a customer may stand: that of the key, and while keys are being changed that of the
 * other key as well, where it is another one.
 * @throws DatabaseUnavailable
 */
export async function homesOf(
  databases: Databases,
  customerKey: string,
): Promise<[own: Database, ...others: Database[]]> {
  const own = databases.of(customerKey)
  const [pairs] = await own.batch([pairsOf(own, [customerKey])])
  return [own, ...keysElsewhere(databases, customerKey, pairs).map((key) => databases.of(key))]
}

/** Of the keys in the pairs of a customer those that belong to another database. */
export const keysElsewhere = (
  databases: Databases,
  customerKey: string,
  pairs: readonly { oldKey: string; newKey: string }[],
): string[] =>
  pairs
    .flatMap(({ oldKey, newKey }) => [oldKey, newKey])
    .filter((key) => databases.nameOf(key) !== databases.nameOf(customerKey))
