import { closeSync, openSync, writeSync } from 'node:fs'
import { AUDIT_LINES } from '../../worker/contract/audit.ts'
import { MadeUpEdge, type Sizes } from './made-up.ts'

/** Text held back before it is written: entries come first in writing and last but one in the file. */
const HELD = 1 << 22

type Kind = (typeof AUDIT_LINES)[keyof typeof AUDIT_LINES]

/** Byte stretches of the file, by kind of record: half-open. */
export type Places = Record<Kind, [from: number, until: number]>

/** Writes a made-up export. @returns where which records stand */
export function writeExport(path: string, sizes: Sizes): Places {
  const parts = Object.fromEntries(
    Object.values(AUDIT_LINES).map((kind) => [kind, [] as string[]]),
  ) as Record<Kind, string[]>
  const held = Object.fromEntries(Object.values(AUDIT_LINES).map((kind) => [kind, ''])) as Record<
    Kind,
    string
  >
  let lines = 0
  const put = (type: Kind) => (row: object) => {
    lines += 1
    held[type] += `${JSON.stringify({ type, ...row })}\n`
    if (held[type].length < HELD) return
    parts[type].push(held[type])
    held[type] = ''
  }
  const anchor = put('anchor')
  const sink = {
    entry: put('entry'),
    access: put('access'),
    segment: put('segment'),
    accessSegment: put('access-segment'),
  }
  const edge = new MadeUpEdge(sink, sizes)
  edge.run()
  anchor(edge.anchor())
  const out = openSync(path, 'w')
  const places = {} as Places
  let at = 0
  for (const kind of Object.values(AUDIT_LINES)) {
    const from = at
    for (const text of [...parts[kind], held[kind]]) at += writeSync(out, text)
    places[kind] = [from, at]
  }
  writeSync(out, `${JSON.stringify({ type: 'end', lines })}\n`)
  closeSync(out)
  return places
}
