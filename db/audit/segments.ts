import { hash } from 'node:crypto'
import type { AuditEntry } from '../../worker/contract/audit.ts'
import { type ChainSegment, segmentSubject, textOfSegment } from '../../worker/services/audit/texts.ts'
import { BEGINNING, type ChainEnd } from '../../worker/services/audit/verify.ts'
import type { AuditFault } from './fault.ts'

const fault = (row: ChainSegment, what: AuditFault['fault']): AuditFault => ({
  in: 'segment',
  at: row.id,
  fault: what,
})

/** The stretches of a chain: where each begins and ends, which were dropped, and which the chain speaks of. */
export class Segments {
  private readonly rows: ChainSegment[] = []
  private readonly bySubject = new Map<string, ChainSegment>()
  private readonly byEnd = new Map<number, ChainSegment>()
  private readonly sealed = new Set<string>()
  private readonly told = new Set<string>()

  add(row: ChainSegment): AuditFault | null {
    const before = this.rows.at(-1)
    if (row.id !== (before?.id ?? 0) + 1) return { in: 'segment', at: (before?.id ?? 0) + 1, fault: 'order' }
    const end = before ? { sequence: before.lastSequence, hash: before.lastHash } : BEGINNING
    const follows = row.firstSequence === end.sequence + 1 && row.lastSequence >= row.firstSequence
    // Which of the two is wrong, only the entries could tell.
    if (!follows || row.firstPrev !== end.hash)
      return { ...fault(row, 'link'), at: before?.id ?? row.id, until: row.id }
    if (row.droppedAt !== null && before && before.droppedAt === null) return fault(row, 'undropped')
    this.rows.push(row)
    this.bySubject.set(segmentSubject(row.id), row)
    this.byEnd.set(row.lastSequence, row)
    return null
  }

  /** Where the entries that are left begin: after the last dropped segment. */
  start(): ChainEnd {
    const last = this.lastDropped()
    return last ? { sequence: last.lastSequence, hash: last.lastHash } : BEGINNING
  }

  /** The last entry of a segment must be the one it names. */
  pass({ sequence, hash, at }: AuditEntry): AuditFault | null {
    const row = this.byEnd.get(sequence)
    const fits = !row || (row.lastHash === hash && row.lastAt === at)
    return fits ? null : fault(row, 'segment')
  }

  /** An entry that seals a segment which came after this list was made speaks of none of it. */
  seal(subject: string, digest: string): AuditFault | null {
    const row = this.bySubject.get(subject)
    if (!row) return null
    this.sealed.add(subject)
    return hash('sha256', textOfSegment(row), 'hex') === digest ? null : fault(row, 'hash')
  }

  drop(subject: string, lastHash: string, at: string): AuditFault | null {
    const row = this.bySubject.get(subject)
    if (!row) return null
    this.told.add(subject)
    return row.lastHash === lastHash && row.droppedAt === at ? null : fault(row, 'hash')
  }

  /** @param end the last entry there is */
  finish(end: number): AuditFault | null {
    const cut = this.rows.find(({ lastSequence }) => lastSequence > end)
    if (cut) return { in: 'entry', at: end + 1, fault: 'cut' }
    const last = this.lastDropped()
    if (last && !this.told.has(segmentSubject(last.id))) return fault(last, 'undropped')
    const unsealed = this.rows.find(
      ({ id, droppedAt }) => droppedAt === null && !this.sealed.has(segmentSubject(id)),
    )
    return unsealed ? fault(unsealed, 'unsealed') : null
  }

  dropped = () => this.start().sequence

  /** The time of the last entry that was dropped; null where none was. */
  droppedAt = (): string | null => this.lastDropped()?.lastAt ?? null

  private lastDropped = () => this.rows.findLast(({ droppedAt }) => droppedAt !== null)
}
