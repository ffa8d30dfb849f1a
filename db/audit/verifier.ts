import { hash } from 'node:crypto'
import type { AuditEntry } from '../../worker/contract/audit.ts'
import type { Anchor } from '../../worker/services/audit/anchor.ts'
import { CHAINS, type ChainNoted, chainsIn } from '../../worker/services/audit/chains.ts'
import {
  type AccessRow,
  type AccessSegment,
  type ChainSegment,
  textOfEntry,
} from '../../worker/services/audit/texts.ts'
import { linkFault } from '../../worker/services/audit/verify.ts'
import { AccessWalk } from './access-walk.ts'
import type { AuditFault } from './fault.ts'
import { Segments } from './segments.ts'

const sha256 = (text: string) => hash('sha256', text, 'hex')

/** What was verified, and what could not be. */
export interface Verified {
  entries: number
  access: number
  /** Access lines after the last sealed one: only their order was checked. */
  unsealed: number
  anchors: number
  /** Entries that retention has dropped; the rest was verified from their end. */
  dropped: number
  /** True where it was made anew which customers the records are about. */
  customers: boolean
}

/**
 * Follows an audit chain and its access log from the first record to the last, each given once and in this order:
 * segments, anchors, access segments, entries, access lines. Each answers with the first thing that is wrong, or null.
 */
export class Verifier {
  private readonly segments = new Segments()
  private readonly anchors = new Map<number, string[]>()
  private readonly walk = new AccessWalk()
  private end = this.segments.start()
  private readonly verified: Verified = {
    entries: 0,
    access: 0,
    unsealed: 0,
    anchors: 0,
    dropped: 0,
    customers: false,
  }
  private begun = false
  private readonly others: ChainNoted[] = []

  /** @param noted anchors that were kept elsewhere */
  constructor(noted: readonly Omit<Anchor, 'at'>[] = []) {
    for (const anchor of noted) this.anchor(anchor)
  }

  segment(row: ChainSegment): AuditFault | null {
    return this.segments.add(row)
  }

  accessSegment(row: AccessSegment): AuditFault | null {
    return this.walk.addSegment(row)
  }

  anchor({ sequence, hash }: Omit<Anchor, 'at'>): AuditFault | null {
    this.anchors.set(sequence, [...(this.anchors.get(sequence) ?? []), hash])
    return null
  }

  entry(entry: AuditEntry): AuditFault | null {
    this.begin()
    const fault = linkFault(this.end, entry, sha256(textOfEntry(entry)))
    if (fault) return { in: 'entry', at: this.end.sequence + 1, fault }
    this.end = entry
    this.verified.entries += 1
    return this.anchored() ?? this.segments.pass(entry) ?? this.sealing(entry)
  }

  access(row: AccessRow): AuditFault | null {
    this.verified.access += 1
    return this.walk.line(row)
  }

  /** What only the end shows: records that are missing there, and segments that nothing in the chain speaks of. */
  finish(): AuditFault | null {
    this.begin()
    const { sequence } = this.end
    const beyond = [...this.anchors.keys()].some((noted) => noted > sequence)
    if (beyond) return { in: 'entry', at: sequence + 1, fault: 'cut' }
    return this.segments.finish(sequence) ?? this.walk.finish(this.segments.droppedAt())
  }

  /** Where this chain says that others end; oldest first. */
  ends = (): readonly ChainNoted[] => this.others

  result(): Verified {
    return { ...this.verified, ...this.walk.counts(), dropped: this.segments.dropped() }
  }

  private begin(): void {
    if (this.begun) return
    this.begun = true
    this.end = this.segments.start()
    for (const sequence of this.anchors.keys())
      if (sequence < this.end.sequence) this.anchors.delete(sequence)
  }

  /** Two anchors of one place may differ only where one of them is wrong. */
  private anchored(): AuditFault | null {
    const { sequence, hash } = this.end
    const noted = this.anchors.get(sequence) ?? []
    if (noted.some((one) => one !== hash)) return { in: 'entry', at: sequence, fault: 'anchor' }
    this.verified.anchors += noted.length
    return null
  }

  private sealing(entry: AuditEntry): AuditFault | null {
    const { action, subject, before, after, at } = entry
    if (action === CHAINS) this.others.push(...chainsIn(entry.detail))
    if (action === 'audit.seal') return this.segments.seal(subject, after)
    if (action === 'audit.drop') return this.segments.drop(subject, before, at)
    if (action === 'access.seal') return this.walk.seal(entry)
    return action === 'access.drop' ? this.walk.drop(subject, before, at) : null
  }
}
