import type { access, accessSegment, auditSegment } from '../../../db/schema/tables.ts'
import type { AuditEntry } from '../../contract/audit.ts'

/**
 * What each digest is made of: the edge writes by these, and `npm run audit` verifies by them. Members stand in this
 * order, as a JSON array in UTF-8; the digest is SHA-256 of it, in lower-case hex.
 */

/** What the first entry follows. */
export const GENESIS = '0'.repeat(64)

/** An entry's members but its hash; `origin` only where it is not empty, so that entries from before it still verify. */
export function textOfEntry(entry: Omit<AuditEntry, 'hash'>): string {
  const { sequence, prev, at, actor, action, subject, detail, before, after, origin } = entry
  const members = [sequence, prev, at, actor, action, subject, detail, before, after]
  return JSON.stringify(origin ? [...members, origin] : members)
}

export type ChainSegment = typeof auditSegment.$inferSelect
export type AccessRow = typeof access.$inferSelect
export type AccessSegment = typeof accessSegment.$inferSelect

/** A closed stretch of the chain, as `audit.seal` has its digest. */
export function textOfSegment(segment: Omit<ChainSegment, 'droppedAt'>): string {
  const { id, firstSequence, lastSequence, firstPrev, lastHash, lastAt, sealedAt } = segment
  return JSON.stringify([id, firstSequence, lastSequence, firstPrev, lastHash, lastAt, sealedAt])
}

/** A closed stretch of the access log, as `access.seal` has its digest. */
export function textOfAccessSegment(segment: Omit<AccessSegment, 'droppedAt'>): string {
  const { id, firstSequence, lastSequence, digest, lastAt, sealedAt } = segment
  return JSON.stringify([id, firstSequence, lastSequence, digest, lastAt, sealedAt])
}

/** A line's members but its number, of which its own hash is made: what is wrong is named by its line. */
export function textOfLook(look: Omit<AccessRow, 'sequence' | 'hash'>): string {
  const { at, agent, team, action, origin, customers, detail } = look
  return JSON.stringify([at, agent, team, action, origin, customers, detail])
}

/** One line of the access log; a segment's digest is over these lines, each ended by a line feed. */
export function textOfAccess({
  sequence,
  at,
  agent,
  team,
  action,
  origin,
  customers,
  detail,
}: Omit<AccessRow, 'hash'>): string {
  return `${JSON.stringify([sequence, at, agent, team, action, origin, customers, detail])}\n`
}

/** What a record holds in the place of a customer key: SHA-256 of this text. @param salt 32 hex digits of its own */
export const textOfCommitment = (salt: string, customerKey: string): string => `${salt}${customerKey}`

/** Subjects of entries about segments. */
export const segmentSubject = (id: number) => `audit-segment/${id}`
export const accessSubject = (id: number) => `access-segment/${id}`
