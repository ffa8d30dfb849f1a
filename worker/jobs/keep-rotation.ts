import type { Database } from '../services/database.ts'
import { rewriteKeys } from '../services/rotations/rewrite.ts'

/** Batches in one minute at most; the next minute goes on. */
const BATCHES = 40

/** Goes on with a change of keys that is being finished. @throws DatabaseUnavailable; the next minute tries again */
export async function keepRotation(db: Database, at: string): Promise<void> {
  for (let batch = 0; batch < BATCHES && (await rewriteKeys(db, at)); ) batch += 1
}
