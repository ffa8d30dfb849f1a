import { env } from 'cloudflare:workers'
import type { D1Database } from '@cloudflare/workers-types'
import { type Binding, type Database, openDatabase } from '../../../worker/services/database.ts'
import { type Databases, oneDatabase } from '../../../worker/services/databases.ts'

/** The databases, and how many batches went to them. */
export function counting(): { databases: Databases; batches: () => number } {
  let batches = 0
  const open = (d1: D1Database): Database => {
    const batch: Binding['batch'] = (statements) => {
      batches += 1
      return d1.batch(statements)
    }
    return openDatabase({ prepare: (query) => d1.prepare(query), batch })
  }
  const databases = { ...oneDatabase(open(env.CUSTOMERS)), playbook: open(env.PLAYBOOK) }
  return { databases, batches: () => batches }
}
