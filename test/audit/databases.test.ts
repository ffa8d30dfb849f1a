import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Chains } from '../../db/audit/chains.ts'
import { verifyDatabases } from '../../db/audit/read-database.ts'
import { verifyFile } from '../../db/audit/read-file.ts'
import { openLocalD1 } from '../../db/local.ts'
import { AUDIT_LINES, AuditPart } from '../../worker/contract/audit.ts'
import { keepAudit } from '../../worker/jobs/keep-audit.ts'
import { recordAccess } from '../../worker/services/access/record.ts'
import { append } from '../../worker/services/audit/append.ts'
import { exportAudit } from '../../worker/services/audit/export.ts'
import { type Binding, type Database, openDatabase } from '../../worker/services/database.ts'
import { type Databases, oneDatabase } from '../../worker/services/databases.ts'

const START = Date.parse('2026-01-01T10:30:00.000Z')
const at = (hour: number) => new Date(START + hour * 3_600_000)
const agent = { subject: 'agent-01', teams: [] }
const dir = await mkdtemp(join(tmpdir(), 'fineline-audit-'))

let databases: Databases
let files: [name: string, file: string][]
const exported = join(dir, 'export.ndjson')

/** Which file is which database's: the bank's alone notes the other's end. */
async function filesBelow(): Promise<typeof files> {
  const found = (await readdir(join(dir, 'v3/d1'), { recursive: true })).filter(
    (name) => name.endsWith('.sqlite') && !name.includes('metadata'),
  )
  const named = found.map((name): [string, string] => {
    const file = join(dir, 'v3/d1', name)
    const database = new DatabaseSync(file, { readOnly: true })
    const bank = database.prepare("select 1 from audit where action = 'audit.chains'").get()
    database.close()
    return [bank ? 'PLAYBOOK' : 'CUSTOMERS', file]
  })
  return named.toSorted(([a], [b]) => (a > b ? -1 : 1))
}

/** What `npm run audit -- export` writes. */
async function write(): Promise<void> {
  const names = ['PLAYBOOK', 'CUSTOMERS']
  const lines: string[] = []
  for (const database of names) {
    lines.push(JSON.stringify({ type: 'database', name: database }))
    for (const part of AuditPart.options) {
      const stream = await exportAudit(databases, { database, part, after: 0, limit: 1000 }, agent, at(30))
      const text = await new Response(stream).text()
      lines.push(...text.split('\n').filter((line) => line && !line.startsWith('{"type":"next"')))
    }
  }
  const end = { type: 'end', lines: lines.length, databases: names }
  await writeFile(exported, `${[...lines, JSON.stringify(end)].join('\n')}\n`)
}

beforeAll(async () => {
  const opened = await openLocalD1(dir)
  await opened.migrate()
  const open = (d1: unknown, name: string) => openDatabase(d1 as Binding, undefined, '', name)
  const [playbook, customers] = [open(opened.playbook, 'PLAYBOOK'), open(opened.customers, 'CUSTOMERS')]
  databases = { ...oneDatabase(customers), playbook }
  const note = (db: Database, hour: number) =>
    append(db, {
      ...{ at: at(hour).toISOString(), actor: 'ann', action: 'change.edit', subject: `change/${hour}` },
      ...{ detail: '', before: '', after: '' },
    })
  for (let hour = 0; hour < 5; hour += 1) {
    for (const db of [playbook, customers, customers]) await note(db, hour)
    const looking = { agent, at: at(hour).toISOString(), action: 'decision.read', detail: '' } as const
    await customers.batch(await recordAccess(customers, { ...looking, customerKeys: ['a'.repeat(64)] }))
    await keepAudit(databases, at(hour))
  }
  await write()
  await opened.close()
  files = await filesBelow()
})
afterAll(() => rm(dir, { recursive: true }))

const verified = (which = files) => verifyDatabases(which, new Chains())
const lines = async () => (await readFile(exported, 'utf8')).trimEnd().split('\n')

async function verifyLines(change: (lines: string[]) => string[], end?: object) {
  const kept = change((await lines()).slice(0, -1))
  const path = join(dir, 'changed.ndjson')
  const last = JSON.stringify({ type: 'end', lines: kept.length, ...end })
  await writeFile(path, `${[...kept, last].join('\n')}\n`)
  return (await verifyFile(path, new Chains())).fault
}

describe('chains of several databases', () => {
  it('are all verified, from their files and from an export', async () => {
    const { fault, verified: found } = verified()
    expect(fault).toBeNull()
    expect(found).toMatchObject({ customers: true, left: [] })
    const file = await verifyFile(exported, new Chains())
    expect(file.fault).toBeNull()
    expect(file.verified.entries).toBe(found.entries)
    // Each of five hours noted either end, and the bank's chain the customers' once more.
    expect(file.verified.anchors).toBe(15)
  })

  it('of which one is left out are told, though the export does not say that it was there', async () => {
    const missing = { in: 'database', database: 'CUSTOMERS', fault: 'missing' }
    expect(verified(files.slice(0, 1)).fault).toMatchObject(missing)
    const alone = (all: string[]) =>
      all.slice(
        0,
        all.findLastIndex((line) => line.includes('"type":"database"')),
      )
    expect(await verifyLines(alone)).toMatchObject(missing)
  })

  it('of which one was cut short are told by what the bank’s notes of it', async () => {
    // The end of the customers' chain and all that would tell of it.
    const cut = (all: string[]) => {
      const from = all.findLastIndex((line) => line.includes('"type":"database"'))
      const kinds = [AUDIT_LINES.anchors, AUDIT_LINES.access, AUDIT_LINES['access-segments']]
      const kept = all.filter(
        (line, n) => n < from || !kinds.some((kind) => line.includes(`"type":"${kind}"`)),
      )
      return kept.slice(0, -4)
    }
    const fault = await verifyLines(cut, { databases: ['PLAYBOOK', 'CUSTOMERS'] })
    expect(fault).toMatchObject({ in: 'entry', database: 'CUSTOMERS', fault: 'cut' })
  })

  it('name the database whose record is another', async () => {
    const change = (all: string[]) => {
      const n = all.findLastIndex((line) => line.includes('"type":"entry"') && line.includes('"actor":"ann"'))
      return all.with(n, (all[n] ?? '').replace('"actor":"ann"', '"actor":"bob"'))
    }
    expect(await verifyLines(change)).toMatchObject({ in: 'entry', database: 'CUSTOMERS', fault: 'hash' })
  })
})
