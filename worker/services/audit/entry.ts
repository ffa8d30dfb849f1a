import type { AuditEntry } from '../../contract/audit.ts'
import { digestOf } from '../playbook/current.ts'

/** What the first entry follows. */
export const GENESIS = '0'.repeat(64)

/** What happened, before it has its place in the chain. */
export type AuditFact = Omit<AuditEntry, 'sequence' | 'prev' | 'hash'>

/** The entry of a fact after the last one of the chain; undefined: it is the first. */
export async function entryAfter(last: AuditEntry | undefined, fact: AuditFact): Promise<AuditEntry> {
  const entry = { sequence: (last?.sequence ?? 0) + 1, prev: last?.hash ?? GENESIS, ...fact }
  return { ...entry, hash: await hashOf(entry) }
}

/** SHA-256 over all members but the hash, in the order of the contract, as a JSON array. */
export function hashOf(entry: Omit<AuditEntry, 'hash'>): Promise<string> {
  const { sequence, prev, at, actor, action, subject, detail, before, after } = entry
  return digestOf(JSON.stringify([sequence, prev, at, actor, action, subject, detail, before, after]))
}

/** SHA-256 of what stood somewhere, as JSON; empty where nothing stood. */
export const digestOfContent = (content: unknown): Promise<string> | string =>
  content === null || content === undefined ? '' : digestOf(JSON.stringify(content))
