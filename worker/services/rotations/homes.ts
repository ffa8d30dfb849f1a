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
  return [own, ...keysElsewhere([customerKey], pairs).map((key) => databases.of(key))]
}

/** Of the keys of pairs those that were not asked for and belong to another database than their other. */
export function keysElsewhere(
  asked: readonly string[],
  pairs: readonly { oldKey: string; newKey: string; isApart: number }[],
): string[] {
  const keys = pairs.flatMap(({ oldKey, newKey, isApart }) => (isApart ? [oldKey, newKey] : []))
  return [...new Set(keys)].filter((key) => !asked.includes(key))
}
