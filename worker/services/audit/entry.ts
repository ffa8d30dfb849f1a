import type { AuditEntry } from '../../contract/audit.ts'
import { digestOf } from '../playbook/current.ts'
import { GENESIS, textOfEntry } from './texts.ts'

/** What happened, before it has its place in the chain. */
export type AuditFact = Omit<AuditEntry, 'sequence' | 'prev' | 'hash'>

/** The entry of a fact after the last one of the chain; undefined: it is the first. */
export async function entryAfter(last: AuditEntry | undefined, fact: AuditFact): Promise<AuditEntry> {
  const entry = { sequence: (last?.sequence ?? 0) + 1, prev: last?.hash ?? GENESIS, ...fact }
  return { ...entry, hash: await hashOf(entry) }
}

/** SHA-256 of an entry's members. */
export const hashOf = (entry: Omit<AuditEntry, 'hash'>): Promise<string> => digestOf(textOfEntry(entry))

/** SHA-256 of what stood somewhere, as JSON; empty where nothing stood. */
export const digestOfContent = (content: unknown): Promise<string> | string =>
  content === null || content === undefined ? '' : digestOf(JSON.stringify(content))
