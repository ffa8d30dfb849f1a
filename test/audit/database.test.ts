import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { verifyDatabase } from '../../db/audit/read-database.ts'
import { Verifier } from '../../db/audit/verifier.ts'
import { applyMigrations, openLocalD1 } from '../../db/local.ts'
import { HOUR, keepRetention } from '../../worker/jobs/keep-retention.ts'
import { recordAccess } from '../../worker/services/access/record.ts'
import { sealAccess } from '../../worker/services/access/seal.ts'
import { append } from '../../worker/services/audit/append.ts'
import { sealChain } from '../../worker/services/audit/seal.ts'
import { type Binding, openDatabase } from '../../worker/services/database.ts'
import { oneDatabase } from '../../worker/services/databases.ts'
import { tempDir } from '../import/fixture.ts'

const DAY = 86_400_000
const START = Date.parse(`2026-01-01T${HOUR}:30:00.000Z`)
const at = (day: number) => new Date(START + day * DAY)

async function fileBelow(dir: string): Promise<string> {
  const found = (await readdir(dir, { recursive: true })).filter(
    (name) => name.endsWith('.sqlite') && !name.includes('metadata'),
  )
  expect(found).toHaveLength(1)
  return join(dir, found[0] ?? '')
}

it('verifies the file behind a D1, over what retention has dropped, and names what was changed in it', async () => {
  const stateDir = await tempDir()
  const { customers: d1, close } = await openLocalD1(stateDir)
  await applyMigrations(d1)
  const db = openDatabase(d1 as unknown as Binding)
  for (let day = 0; day < 5; day += 1) {
    const [time, agent] = [at(day).toISOString(), { subject: 'agent-01', teams: [] }]
    const looking = {
      agent,
      at: time,
      action: 'decision.read',
      customerKeys: ['a'.repeat(64)],
      detail: '',
    } as const
    await db.batch(await recordAccess(db, looking))
    const fact = { at: time, actor: 'ann', action: 'change.edit', subject: `change/${day}`, detail: '' }
    await append(db, { ...fact, before: '', after: '' })
    await sealAccess(db, time)
    await sealChain(db, time)
  }
  // Ten years and two days on: of both logs the first days are past their time.
  await keepRetention(oneDatabase(db), new Date(at(3653 + 2).getTime()))
  await close()
  const file = await fileBelow(join(stateDir, 'v3/d1'))
  const { fault, verified } = verifyDatabase(file, new Verifier())
  expect(fault).toBeNull()
  expect(verified.dropped).toBeGreaterThan(0)
  expect(verified.customers).toBe(true)
  expect(verified.entries).toBeGreaterThan(0)

  const change = (sql: string, undo: string) => {
    const database = new DatabaseSync(file)
    database.exec('pragma writable_schema = off; drop trigger audit_no_update; drop trigger audit_no_delete')
    database.exec(sql)
    database.close()
    const wrong = verifyDatabase(file, new Verifier()).fault
    const again = new DatabaseSync(file)
    again.exec(undo)
    again.close()
    return wrong
  }
  const last = verified.dropped + verified.entries
  const same = `create trigger audit_no_update before update on audit begin select 1; end;
    create trigger audit_no_delete before delete on audit begin select 1; end;`
  expect(
    change(
      `update audit set actor = 'bo' where sequence = ${last}`,
      `update audit set actor = null where sequence = ${last}; ${same}`,
    ),
  ).toMatchObject({
    ...{ in: 'entry', at: last, fault: 'hash' },
  })
  expect(change(`delete from audit where sequence = ${verified.dropped + 1}`, same)).toMatchObject({
    in: 'entry',
    at: verified.dropped + 1,
    fault: 'order',
  })
}, 60_000)
