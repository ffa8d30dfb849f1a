import type { AuditEntry } from '../../contract/audit.ts'
import { hashOf } from './entry.ts'
import { GENESIS } from './texts.ts'

/** Where the chain has been followed to. */
export interface ChainEnd {
  sequence: number
  hash: string
}

export const BEGINNING: ChainEnd = { sequence: 0, hash: GENESIS }

/** `order`: one is missing or stands twice; `link`: does not follow the one before; `hash`: not what was written. */
export type LinkFault = 'order' | 'link' | 'hash'

/** What is wrong with the entry that comes after `end`, or null. @param hash of its members, made anew */
export function linkFault(end: ChainEnd, entry: AuditEntry, hash: string): LinkFault | null {
  if (entry.sequence !== end.sequence + 1) return 'order'
  if (entry.prev !== end.hash) return 'link'
  return entry.hash === hash ? null : 'hash'
}

export interface BrokenLink {
  sequence: number
  fault: LinkFault
}

/**
 * The first entry that is not as it was written, or null. What was cut off at the end leaves no trace here: compare the
 * last hash with an anchor noted elsewhere.
 * @param entries the whole chain, oldest first
 */
export async function firstBrokenLink(entries: readonly AuditEntry[]): Promise<BrokenLink | null> {
  let end = BEGINNING
  for (const entry of entries) {
    const fault = linkFault(end, entry, await hashOf(entry))
    if (fault) return { sequence: end.sequence + 1, fault }
    end = entry
  }
  return null
}
