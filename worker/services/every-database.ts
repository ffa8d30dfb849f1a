import type { Database } from './database.ts'
import type { Databases } from './databases.ts'

/** Every database there is, each once, the bank's own first. */
export const everyDatabase = ({ playbook, customers }: Databases): Database[] => [
  ...new Set([playbook, ...customers]),
]
