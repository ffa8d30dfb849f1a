import { env } from 'cloudflare:workers'
import { type Binding, openDatabase } from '../../../worker/services/database.ts'
import { type Databases, oneDatabase } from '../../../worker/services/databases.ts'

/** The database, and how many batches went to it. */
export function counting(): { databases: Databases; batches: () => number } {
  let batches = 0
  const binding: Binding = {
    prepare: (query) => env.CUSTOMERS.prepare(query),
    batch: (statements) => {
      batches += 1
      return env.CUSTOMERS.batch(statements)
    },
  }
  return { databases: oneDatabase(openDatabase(binding)), batches: () => batches }
}
