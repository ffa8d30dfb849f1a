import type { Database } from './database.ts'
import type { Databases } from './databases.ts'
import { Refused } from './refused.ts'

/** Every database there is, each once, the bank's own first. */
export const everyDatabase = ({ playbook, customers }: Databases): Database[] => [
  ...new Set([playbook, ...customers]),
]

/** Their names, the bank's own first. */
export const databaseNames = (databases: Databases): string[] =>
  everyDatabase(databases).map(({ name }) => name)

/**
 * The database of that name; the bank's own where none is given.
 * @throws Refused where there is none of that name
 */
export function databaseNamed(databases: Databases, name: string | undefined): Database {
  if (name === undefined) return databases.playbook
  const found = everyDatabase(databases).find((one) => one.name === name)
  if (found) return found
  throw new Refused('no-such-record', { zh: `没有数据库 ${name}。`, en: `There is no database ${name}.` })
}
