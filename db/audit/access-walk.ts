import { createHash, type Hash, hash } from 'node:crypto'
import type { AuditEntry } from '../../worker/contract/audit.ts'
import {
  type AccessRow,
  type AccessSegment,
  accessSubject,
  textOfAccess,
  textOfAccessSegment,
  textOfLook,
} from '../../worker/services/audit/texts.ts'
import type { AuditFault } from './fault.ts'

const fault = (row: AccessSegment, what: AuditFault['fault']): AuditFault => ({
  in: 'access-segment',
  at: row.id,
  fault: what,
})

/** A stretch that the chain seals and the list does not have. The list may be older than the chain, or was cut. */
interface Unlisted extends Pick<AccessSegment, 'id' | 'firstSequence' | 'lastSequence' | 'sealedAt'> {
  /** Digest of its row. */
  seal: string
}

/** The lines of an access log against the digests of their stretches, and those against the chain. */
export class AccessWalk {
  private readonly rows: AccessSegment[] = []
  private readonly unlisted: Unlisted[] = []
  private readonly bySubject = new Map<string, AccessSegment>()
  private readonly sealed = new Set<string>()
  private readonly told = new Set<string>()
  private at = -1
  private end = 0
  private digest: Hash = createHash('sha256')
  private unsealed = 0

  addSegment(row: AccessSegment): AuditFault | null {
    const before = this.rows.at(-1)
    if (row.id !== (before?.id ?? 0) + 1)
      return { in: 'access-segment', at: (before?.id ?? 0) + 1, fault: 'order' }
    const first = (before?.lastSequence ?? 0) + 1
    // Which of the two is wrong, only the lines could tell.
    if (row.firstSequence !== first || row.lastSequence < first)
      return { ...fault(row, 'link'), at: before?.id ?? row.id, until: row.id }
    if (row.droppedAt !== null && before && before.droppedAt === null) return fault(row, 'undropped')
    this.rows.push(row)
    this.bySubject.set(accessSubject(row.id), row)
    return null
  }

  /** @param entry of the chain, which tells of a stretch that is not in the list what that would */
  seal({
    subject,
    after: digest,
    detail,
    at,
  }: Pick<AuditEntry, 'subject' | 'after' | 'detail' | 'at'>): AuditFault | null {
    const row = this.bySubject.get(subject)
    if (!row) {
      const [firstSequence = 0, lastSequence = 0] = detail.replace('access/', '').split('-').map(Number)
      const id = this.rows.length + this.unlisted.length + 1
      this.unlisted.push({ id, firstSequence, lastSequence, sealedAt: at, seal: digest })
      return null
    }
    this.sealed.add(subject)
    return hash('sha256', textOfAccessSegment(row), 'hex') === digest ? null : fault(row, 'hash')
  }

  drop(subject: string, digest: string, at: string): AuditFault | null {
    const row = this.bySubject.get(subject)
    if (!row) return null
    this.told.add(subject)
    return row.digest === digest && row.droppedAt === at ? null : fault(row, 'hash')
  }

  line(row: AccessRow): AuditFault | null {
    this.begin()
    if (row.sequence !== this.end + 1) return { in: 'access', at: this.end + 1, fault: 'order' }
    if (hash('sha256', textOfLook(row), 'hex') !== row.hash)
      return { in: 'access', at: row.sequence, fault: 'hash' }
    this.end = row.sequence
    const segment = this.next()
    if (!segment) {
      this.unsealed += 1
      return null
    }
    this.digest.update(textOfAccess(row))
    return row.sequence === segment.lastSequence ? this.close(segment, row) : null
  }

  /** @param chainFrom the time of the last entry that was dropped from the chain; what was sealed before is not there */
  finish(chainFrom: string | null): AuditFault | null {
    this.begin()
    if (this.next()) return { in: 'access', at: this.end + 1, fault: 'cut' }
    const dropped = this.lastDropped()
    if (dropped && !this.told.has(accessSubject(dropped.id))) return fault(dropped, 'undropped')
    const unsealed = this.rows.find(
      ({ id, sealedAt, droppedAt }) =>
        droppedAt === null &&
        (chainFrom === null || sealedAt > chainFrom) &&
        !this.sealed.has(accessSubject(id)),
    )
    return unsealed ? fault(unsealed, 'unsealed') : null
  }

  counts = () => ({ unsealed: this.unsealed })

  private begin(): void {
    if (this.at >= 0) return
    const dropped = this.lastDropped()
    this.at = dropped?.id ?? 0
    this.end = dropped?.lastSequence ?? 0
  }

  private next = () => this.rows[this.at] ?? this.unlisted[this.at - this.rows.length]

  private close(segment: AccessSegment | Unlisted, row: AccessRow): AuditFault | null {
    const digest = this.digest.digest('hex')
    const made = { ...segment, digest, lastAt: row.at }
    const fits =
      'seal' in segment
        ? hash('sha256', textOfAccessSegment(made), 'hex') === segment.seal
        : digest === segment.digest && segment.lastAt === row.at
    this.digest = createHash('sha256')
    this.at += 1
    const { firstSequence: at, lastSequence: until } = segment
    return fits ? null : { in: 'access', at, until, fault: 'hash' }
  }

  private lastDropped = () => this.rows.findLast(({ droppedAt }) => droppedAt !== null)
}
