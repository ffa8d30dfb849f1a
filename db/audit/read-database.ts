import { hash } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { textOfCommitment } from '../../worker/services/audit/texts.ts'
import { Trouble } from '../trouble.ts'
import type { Chains } from './chains.ts'
import type { AuditFault } from './fault.ts'
import type { Verdict } from './read-file.ts'
import type { Verifier } from './verifier.ts'

const SEGMENT = 'first_sequence as firstSequence, last_sequence as lastSequence, last_at as lastAt'
const ENDED = 'sealed_at as sealedAt, dropped_at as droppedAt'

/** Each kind of record as the verifier wants it, in its order. */
const READS: [sql: string, take: (verifier: Verifier, row: never) => AuditFault | null][] = [
  [
    `select id, ${SEGMENT}, first_prev as firstPrev, last_hash as lastHash, ${ENDED} from audit_segment order by id`,
    (verifier, row) => verifier.segment(row),
  ],
  ['select * from audit_anchor order by at', (verifier, row) => verifier.anchor(row)],
  [
    `select id, ${SEGMENT}, digest, ${ENDED} from access_segment order by id`,
    (verifier, row) => verifier.accessSegment(row),
  ],
  ['select * from audit order by sequence', (verifier, row) => verifier.entry(row)],
  ['select * from access order by sequence', (verifier, row) => verifier.access(row)],
]

/**
 * Verifies the SQLite files behind all D1s of an edge, read only.
 * @param files each with the name of its binding, the bank's first
 * @throws Trouble where one is none of this edge
 */
export function verifyDatabases(
  files: readonly (readonly [name: string, file: string])[],
  chains: Chains,
): Verdict {
  const customers = !files.some(([, file]) => within(file, isRotated))
  for (const [name, file] of files) {
    const fault = chains.begin(name) ?? chains.named(readInto(file, chains.current, customers))
    if (fault) return { fault, verified: chains.result() }
  }
  return { fault: chains.finish(), verified: { ...chains.result(), customers } }
}

/** Verifies the SQLite file behind a D1, read only. @throws Trouble where it is none of this edge */
export function verifyDatabase(path: string, verifier: Verifier): Verdict {
  const customers = !within(path, isRotated)
  const fault = readInto(path, verifier, customers) ?? verifier.finish()
  return { fault, verified: { ...verifier.result(), customers } }
}

/** @param customers whether commitments can be made anew */
const readInto = (path: string, verifier: Verifier, customers: boolean): AuditFault | null =>
  within(path, (database) => {
    for (const [sql, take] of READS) {
      for (const row of database.prepare(sql).iterate()) {
        const fault = take(verifier, row as never)
        if (fault) return fault
      }
    }
    return customers ? wrongCommitment(database) : null
  })

function within<Result>(path: string, work: (database: DatabaseSync) => Result): Result {
  const database = open(path)
  try {
    return work(database)
  } finally {
    database.close()
  }
}

function open(path: string): DatabaseSync {
  try {
    const database = new DatabaseSync(path, { readOnly: true })
    for (const [sql] of READS) database.prepare(sql)
    return database
  } catch (error) {
    throw new Trouble({
      zh: `${path} 不是边缘服务的 SQLite 数据库（${(error as Error).message}）。`,
      en: `${path} is not the SQLite file of an edge (${(error as Error).message}).`,
    })
  }
}

/** After a change of keys a commitment is an id and no more: it was made over the key of its time. */
const isRotated = (database: DatabaseSync): boolean =>
  database.prepare("select 1 from key_rotation where state <> 'running'").get() !== undefined

function wrongCommitment(database: DatabaseSync): AuditFault | null {
  const rows = database.prepare('select commitment, customer_key as customerKey, salt from audit_customer')
  const wrong = new Set<string>()
  for (const row of rows.iterate()) {
    const { commitment, customerKey, salt } = row as Record<string, string>
    const made = hash('sha256', textOfCommitment(salt ?? '', customerKey ?? ''), 'hex')
    if (made !== commitment) wrong.add(commitment ?? '')
  }
  const of = database.prepare(`select sequence from access where customers like '%' || ? || '%' limit 1`)
  const [first] = wrong
  if (first === undefined) return null
  return { in: 'access', at: Number(of.get(first)?.sequence ?? 0), fault: 'commitment' }
}
