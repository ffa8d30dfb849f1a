import type { AuditEntry } from '../../contract/audit.ts'
import { GENESIS, hashOf } from './entry.ts'

/** `order`: one is missing or stands twice; `link`: does not follow the one before; `hash`: not what was written. */
export interface BrokenLink {
  sequence: number
  fault: 'order' | 'link' | 'hash'
}

/**
 * The first entry that is not as it was written, or null. What was cut off at the end leaves no trace here: compare the
 * last hash with one noted elsewhere.
 * @param entries the whole chain, oldest first
 */
export async function firstBrokenLink(entries: readonly AuditEntry[]): Promise<BrokenLink | null> {
  let prev = GENESIS
  for (const [at, entry] of entries.entries()) {
    const { sequence, hash } = entry
    if (sequence !== at + 1) return { sequence: at + 1, fault: 'order' }
    if (entry.prev !== prev) return { sequence, fault: 'link' }
    if ((await hashOf(entry)) !== hash) return { sequence, fault: 'hash' }
    prev = hash
  }
  return null
}
