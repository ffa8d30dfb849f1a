import { hash } from 'node:crypto'
import type { AuditEntry } from '../../worker/contract/audit.ts'
import {
  type AccessRow,
  type AccessSegment,
  accessSubject,
  type ChainSegment,
  GENESIS,
  segmentSubject,
  textOfAccess,
  textOfAccessSegment,
  textOfEntry,
  textOfLook,
  textOfSegment,
} from '../../worker/services/audit/texts.ts'

const sha256 = (text: string) => hash('sha256', text, 'hex')
const START = Date.parse('2026-01-02T03:04:05.000Z')

/** Where records go, one call each, in the order of their writing. */
export interface Sink {
  entry(row: AuditEntry): void
  access(row: AccessRow): void
  segment(row: ChainSegment): void
  accessSegment(row: AccessSegment): void
}

export interface Sizes {
  records: number
  /** Entries of a segment of the chain, lines of a segment of the access log. */
  entries: number
  lines: number
}

/** A chain and an access log as an edge would have written them: of three records two are entries. */
export class MadeUpEdge {
  private readonly sink: Sink
  private readonly sizes: Sizes
  private last: AuditEntry | undefined
  private first: AuditEntry | undefined
  private rows: AccessRow[] = []
  private accessSequence = 0
  private segments = 0
  private accessSegments = 0
  private written = 0

  constructor(sink: Sink, sizes: Sizes) {
    this.sink = sink
    this.sizes = sizes
  }

  run(): void {
    while (this.written < this.sizes.records) {
      if (this.written % 3 === 2) this.look()
      else
        this.note({
          action: 'change.edit',
          subject: `change/${this.written}`,
          detail: `客户经理 ${this.written}`,
        })
      if (this.rows.length === this.sizes.lines) this.sealAccess()
      const length = (this.last?.sequence ?? 0) - (this.first?.sequence ?? 0) + 1
      if (this.first && length >= this.sizes.entries) this.sealChain()
    }
  }

  /** The end of the chain. */
  anchor = () => ({ at: this.now(), sequence: this.last?.sequence ?? 0, hash: this.last?.hash ?? GENESIS })

  private now = () => new Date(START + this.written * 997).toISOString()

  private note(fact: Pick<AuditEntry, 'action' | 'subject' | 'detail'> & Partial<AuditEntry>): void {
    const entry = {
      ...{ sequence: (this.last?.sequence ?? 0) + 1, prev: this.last?.hash ?? GENESIS, at: this.now() },
      actor: this.written % 5 ? `person-${this.written % 300}` : null,
      ...{ action: fact.action, subject: fact.subject, detail: fact.detail },
      before: fact.before ?? '',
      after: fact.after ?? sha256(`${this.written}`),
      origin: this.written % 5 ? `10.0.${this.written % 250}.7` : '',
    }
    this.last = { ...entry, hash: sha256(textOfEntry(entry)) }
    this.first ??= this.last
    this.written += 1
    this.sink.entry(this.last)
  }

  private look(): void {
    this.accessSequence += 1
    const look = {
      ...{ at: this.now(), agent: `agent-${this.written % 300}`, team: 'north' },
      ...{ action: 'decision.read', origin: '10.0.0.9' },
      customers: JSON.stringify([sha256(`customer ${this.written}`)]),
      detail: 'phone inbound',
    }
    const row = { sequence: this.accessSequence, ...look, hash: sha256(textOfLook(look)) }
    this.rows.push(row)
    this.written += 1
    this.sink.access(row)
  }

  private sealAccess(): void {
    const [first, last] = [this.rows[0], this.rows.at(-1)]
    if (!first || !last) return
    this.accessSegments += 1
    const segment = {
      ...{ id: this.accessSegments, firstSequence: first.sequence, lastSequence: last.sequence },
      digest: sha256(this.rows.map(textOfAccess).join('')),
      ...{ lastAt: last.at, sealedAt: this.now() },
    }
    this.rows = []
    this.sink.accessSegment({ ...segment, droppedAt: null })
    const subject = accessSubject(segment.id)
    const detail = `access/${first.sequence}-${last.sequence}`
    this.note({ action: 'access.seal', subject, detail, after: sha256(textOfAccessSegment(segment)) })
  }

  private sealChain(): void {
    const { first, last } = this
    if (!first || !last) return
    this.segments += 1
    const segment = {
      ...{ id: this.segments, firstSequence: first.sequence, lastSequence: last.sequence },
      ...{ firstPrev: first.prev, lastHash: last.hash, lastAt: last.at, sealedAt: this.now() },
    }
    this.first = undefined
    this.sink.segment({ ...segment, droppedAt: null })
    const subject = segmentSubject(segment.id)
    this.note({ action: 'audit.seal', subject, detail: '', after: sha256(textOfSegment(segment)) })
  }
}
