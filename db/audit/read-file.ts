import { createReadStream } from 'node:fs'
import { AUDIT_LINES } from '../../worker/contract/audit.ts'
import type { Chains } from './chains.ts'
import type { AuditFault } from './fault.ts'
import type { Verified, Verifier } from './verifier.ts'

/** What came of it: all is as it was written, or the first thing that is not. */
export type Verdict = { fault: AuditFault; verified: Verified } | { fault: null; verified: Verified }

type Take = (verifier: Verifier, record: never) => AuditFault | null

const TAKES: Record<string, Take> = {
  [AUDIT_LINES.segments]: (verifier, record) => verifier.segment(record),
  [AUDIT_LINES.anchors]: (verifier, record) => verifier.anchor(record),
  [AUDIT_LINES['access-segments']]: (verifier, record) => verifier.accessSegment(record),
  [AUDIT_LINES.entries]: (verifier, record) => verifier.entry(record),
  [AUDIT_LINES.access]: (verifier, record) => verifier.access(record),
}

/** Which kinds of line come in which order; one that is unreadable is named by what stood before it. */
const ORDER = Object.values(AUDIT_LINES)

/** The last line of a file, and that before the records of each database. */
export const END = 'end'
export const DATABASE = 'database'

/** Verifies an export line by line; a file of any length takes a few megabytes of memory. */
export async function verifyFile(path: string, chains: Chains): Promise<Verdict> {
  const reading = new Reading(chains)
  let rest = ''
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const fault = reading.take(line)
      if (fault) return { fault, verified: chains.result() }
    }
  }
  return { fault: chains.named(reading.finish(rest)), verified: chains.result() }
}

class Reading {
  private readonly chains: Chains
  private line = 0
  private kind: (typeof ORDER)[number] = 'segment'
  /** Number of the last record of this kind. */
  private last = 0
  private ended = false
  /** The databases that the file says it holds. */
  private listed: readonly string[] = []

  constructor(chains: Chains) {
    this.chains = chains
  }

  take(text: string): AuditFault | null {
    this.line += 1
    const record = canonical(text)
    const { type, ...members } = record ?? {}
    if (type === END && !this.ended) return this.end(members)
    if (type === DATABASE && !this.ended) return this.begin(members)
    const take = TAKES[String(type)]
    if (!record || !take || this.ended || !this.advance(type as never)) return this.unreadable(text)
    const fault = this.chains.named(take(this.chains.current, members as never))
    this.last = numberOf(members, this.last)
    return fault && { ...fault, line: this.line }
  }

  finish(rest: string): AuditFault | null {
    if (rest || !this.ended) return this.unreadable(rest, this.line + 1)
    return this.chains.finish(this.listed)
  }

  private begin({ name }: Record<string, unknown>): AuditFault | null {
    if (typeof name !== 'string') return this.unreadable('')
    ;[this.kind, this.last] = ['segment', 0]
    return this.chains.begin(name)
  }

  private end({ lines, databases = [] }: Record<string, unknown>): AuditFault | null {
    this.ended = true
    if (Array.isArray(databases)) this.listed = databases.map(String)
    return lines === this.line - 1 ? null : this.unreadable('')
  }

  private advance(kind: (typeof ORDER)[number]): boolean {
    if (kind === this.kind) return true
    const later = ORDER.indexOf(kind) > ORDER.indexOf(this.kind)
    if (later) [this.kind, this.last] = [kind, 0]
    return later
  }

  /** What a line was, told by what can still be made out of it and by what stood before. */
  private unreadable(text: string, line = this.line): AuditFault {
    const kind = kindOf(text) ?? this.kind
    const written = Number(/"(?:sequence|id)":(\d+)/.exec(text)?.[1] ?? 1)
    return { in: kind, at: kind === this.kind ? this.last + 1 : written, fault: 'unreadable', line }
  }
}

/** Members that records of one kind alone have; of two, one bit spoils one. */
const OWN: Record<(typeof ORDER)[number], readonly [string, string]> = {
  entry: ['"prev":', '"subject":'],
  access: ['"customers":', '"team":'],
  segment: ['"firstPrev":', '"lastHash":'],
  'access-segment': ['"digest":', '"access-segment"'],
  anchor: ['"anchor"', '{"type":"anchor","at":'],
}

const kindOf = (text: string) => ORDER.find((kind) => OWN[kind].some((part) => text.includes(part)))

function numberOf(members: Record<string, unknown>, last: number): number {
  const { sequence, id, at } = members
  if (typeof id === 'number') return id
  return typeof sequence === 'number' && at !== undefined ? sequence : last + 1
}

/** The record of a line, or null where the line is not to the letter what an export writes. */
function canonical(text: string): Record<string, unknown> | null {
  try {
    const record = JSON.parse(text)
    return JSON.stringify(record) === text && typeof record === 'object' ? record : null
  } catch {
    return null
  }
}
