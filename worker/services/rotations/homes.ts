import { finalsIn } from '../customers/finals.ts'
import type { Database } from '../database.ts'
import type { Databases } from '../databases.ts'
import { pairsOf } from './aliases.ts'

/**
 * Who a customer is now, merged into whomever, and the databases in which something of that one may stand: that of the
 * key, and while keys are being changed that of the other key as well, where it is another one.
 * @throws DatabaseUnavailable
 */
export async function homesOf(
  databases: Databases,
  customerKey: string,
  tries = 5,
): Promise<{ key: string; homes: [own: Database, ...others: Database[]] }> {
  const own = databases.of(customerKey)
  const [pairs, [final]] = await own.batch([pairsOf(own, [customerKey]), finalsIn(own, [customerKey])])
  if (final && tries > 0) return homesOf(databases, final.key, tries - 1)
  const others = keysElsewhere([customerKey], pairs).map((key) => databases.of(key))
  return { key: customerKey, homes: [own, ...others] }
}

/** Of the keys of pairs those that were not asked for and belong to another database than their other. */
export function keysElsewhere(
  asked: readonly string[],
  pairs: readonly { oldKey: string; newKey: string; isApart: number }[],
): string[] {
  const keys = pairs.flatMap(({ oldKey, newKey, isApart }) => (isApart ? [oldKey, newKey] : []))
  return [...new Set(keys)].filter((key) => !asked.includes(key))
}
