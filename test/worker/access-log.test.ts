import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { keepAudit } from '../../worker/jobs/keep-audit.ts'
import { recordAccess } from '../../worker/services/access/record.ts'
import { sealAccess } from '../../worker/services/access/seal.ts'
import { sealChain } from '../../worker/services/audit/seal.ts'
import {
  type AccessRow,
  type AccessSegment,
  textOfAccess,
  textOfAccessSegment,
} from '../../worker/services/audit/texts.ts'
import { firstBrokenLink } from '../../worker/services/audit/verify.ts'
import { type Binding, openDatabase } from '../../worker/services/database.ts'
import { oneDatabase } from '../../worker/services/databases.ts'
import { digestOf } from '../../worker/services/playbook/current.ts'
import { as, auditChain, now } from './changes.ts'
import { addBase, call, databases, customersDb as db, keyOf, post, publishPlaybook } from './edge.ts'

const customer = keyOf(1)

beforeAll(async () => {
  await publishPlaybook()
  const customers = { [customer]: { age: 65 }, [keyOf(2)]: { age: 30 } }
  await addBase({ dataset: 'now', load: 'now-1', finishedAt: '2026-02-01T00:00:00.000Z', customers })
})

const rows = async (d1 = env.CUSTOMERS) =>
  (await d1.prepare('select * from access order by sequence').all<AccessRow>()).results
const lastRow = async (d1 = env.CUSTOMERS) => (await rows(d1)).at(-1) as AccessRow
const customersChain = () => auditChain(env.CUSTOMERS)
const segments = () =>
  env.CUSTOMERS.prepare(
    `select id, first_sequence as firstSequence, last_sequence as lastSequence, digest, last_at as lastAt,
     sealed_at as sealedAt, dropped_at as droppedAt from access_segment order by id`,
  ).all<AccessSegment>()

const look = async (keys = [customer]) =>
  db.batch(
    await recordAccess(db, {
      agent: { subject: 'agent-01', teams: ['north'] },
      ...{ at: now(), action: 'decision.read', customerKeys: keys, detail: '' },
    }),
  )

describe('who looked at whom', () => {
  it('is written by the request that decides, with the address it came from', async () => {
    const headers = { 'cf-connecting-ip': '2001:DB8::7' }
    await post('/v1/decisions', { customerKeys: [customer, customer, keyOf(9)] }, headers)
    const row = await lastRow()
    expect(row).toMatchObject({ agent: 'agent-01', action: 'decision.read', origin: '2001:db8::7' })
    expect(JSON.parse(row.customers)).toHaveLength(2)
  })

  it('names no customer but through the table that an erasure empties', async () => {
    await post('/v1/decisions', { customerKeys: [customer] })
    const row = await lastRow()
    expect(JSON.stringify(row)).not.toContain(customer)
    const [commitment] = JSON.parse(row.customers)
    const kept = await env.CUSTOMERS.prepare('select * from audit_customer where commitment = ?')
      .bind(commitment)
      .first<{ customer_key: string; salt: string }>()
    expect(kept?.customer_key).toBe(customer)
    expect(await digestOf(`${kept?.salt}${customer}`)).toBe(commitment)
    await post('/v1/decisions', { customerKeys: [customer] })
    expect((await lastRow()).customers).not.toBe(row.customers)
  })

  it('costs no further round trip', async () => {
    let batches = 0
    const counting: Binding = {
      prepare: (query) => env.CUSTOMERS.prepare(query),
      batch: (statements) => {
        batches += 1
        return env.CUSTOMERS.batch(statements)
      },
    }
    const { decideFor } = await import('../../worker/services/decisions/decide.ts')
    const agent = { subject: 'agent-01', roles: ['agent'], teams: [] } as const
    await decideFor(oneDatabase(openDatabase(counting)), [customer], { agent, now: new Date() })
    expect(batches).toBe(1)
  })

  it('is not answered where it cannot be written', async () => {
    const failing: Binding = {
      prepare: (query) =>
        env.CUSTOMERS.prepare(
          query.startsWith('insert into "access"') ? 'insert into nowhere values (1)' : query,
        ),
      batch: (statements) => env.CUSTOMERS.batch(statements),
    }
    const { decideFor } = await import('../../worker/services/decisions/decide.ts')
    const agent = { subject: 'agent-01', roles: ['agent'], teams: [] } as const
    const asked = decideFor(oneDatabase(openDatabase(failing)), [customer], { agent, now: new Date() })
    await expect(asked).rejects.toThrow()
  })

  it('has whom a number leads to, and that it leads to nobody', async () => {
    await env.CUSTOMERS.prepare(
      "insert into identifier values ('now-1', ?, ?, 'phone', 'owner', 1, 'bank', '2026-01-01T00:00:00.000Z')",
    )
      .bind(keyOf(90), customer)
      .run()
    await post('/v1/identifiers/resolve', { hashes: [keyOf(90), keyOf(91)] })
    const row = await lastRow()
    expect(row).toMatchObject({ agent: 'agent-01', action: 'numbers.resolve', detail: 'hashes/2' })
    const [commitment, ...others] = JSON.parse(row.customers)
    expect(others).toEqual([])
    const kept = await env.CUSTOMERS.prepare(
      'select customer_key as key from audit_customer where commitment = ?',
    )
      .bind(commitment)
      .first()
    expect(kept).toEqual({ key: customer })
    await post('/v1/identifiers/resolve', { hashes: [keyOf(91)] })
    expect(await lastRow()).toMatchObject({ action: 'numbers.resolve', detail: 'hashes/1', customers: '[]' })
  })

  it.each<[string, string, () => Promise<Response>]>([
    ['audit.read', 'before/end limit/3', () => call('/v1/audit?limit=3', { headers: as('auditor') })],
    ['results.own', '2026-01-01 2026-01-02', () => call('/v1/results/own?from=2026-01-01&until=2026-01-02')],
    [
      'preview.read',
      'segment/senior',
      () =>
        post(
          '/v1/previews',
          {
            kind: 'segment',
            itemId: 'senior',
            content: {
              id: 'senior',
              label: { zh: '银', en: 's' },
              priority: 1,
              condition: 'customer.age > 50',
            },
          },
          as('supervisor'),
        ),
    ],
  ])('has %s', async (action, detail, request) => {
    expect((await request()).status).toBe(200)
    // What names no customer stands with the bank's own.
    const row = await lastRow(action === 'preview.read' ? env.CUSTOMERS : env.PLAYBOOK)
    expect(row).toMatchObject({ action, detail })
    expect(JSON.parse(row.customers)).toHaveLength(action === 'preview.read' ? 1 : 0)
  })

  it('is neither changed nor deleted', async () => {
    await expect(env.CUSTOMERS.prepare("update access set agent = 'x'").run()).rejects.toThrow('stays')
    await expect(env.CUSTOMERS.prepare('delete from access').run()).rejects.toThrow('whole sealed segments')
  })
})

describe('sealing', () => {
  it('puts the digest of new lines into the chain', async () => {
    await look()
    await sealAccess(db, now())
    const { results } = await segments()
    const segment = results.at(-1) as AccessSegment
    const sealed = (await rows()).filter(
      ({ sequence }) => sequence >= segment.firstSequence && sequence <= segment.lastSequence,
    )
    expect(segment.digest).toBe(await digestOf(sealed.map(textOfAccess).join('')))
    expect((await customersChain()).at(-1)).toMatchObject({
      action: 'access.seal',
      subject: `access-segment/${segment.id}`,
      after: await digestOf(textOfAccessSegment(segment)),
    })
  })

  it('leaves no line out and takes none twice, however many minutes run at once', async () => {
    const work = Array.from({ length: 60 }, (_, n) => (n % 3 ? look() : sealAccess(db, now())))
    await Promise.all(work)
    await Promise.all([
      keepAudit(databases, new Date()),
      keepAudit(databases, new Date()),
      keepAudit(databases, new Date()),
    ])
    const { results } = await segments()
    let end = 0
    for (const { firstSequence, lastSequence } of results) {
      expect(firstSequence).toBe(end + 1)
      end = lastSequence
    }
    expect(end).toBe((await lastRow()).sequence)
    const chain = await customersChain()
    expect(await firstBrokenLink(chain)).toBeNull()
    const seals = chain.filter(({ action }) => action === 'access.seal')
    expect(seals.map(({ subject }) => subject)).toEqual(results.map(({ id }) => `access-segment/${id}`))
  })

  it('writes segment and entry or neither', async () => {
    await look()
    const before = (await segments()).results.length
    const failing: Binding = {
      prepare: (query) =>
        env.CUSTOMERS.prepare(
          query.startsWith('insert into "audit"') ? 'insert into nowhere values (1)' : query,
        ),
      batch: (statements) => env.CUSTOMERS.batch(statements),
    }
    await expect(sealAccess(openDatabase(failing), now())).rejects.toThrow()
    expect((await segments()).results).toHaveLength(before)
    expect(await sealAccess(db, now())).toBeGreaterThan(0)
  })

  it('closes a stretch of the chain when its day is over, once', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
    await look()
    await sealAccess(db, now())
    const { length } = await customersChain()
    await Promise.all([sealChain(db, tomorrow), sealChain(db, tomorrow)])
    const { results } = await env.CUSTOMERS.prepare('select * from audit_segment order by id').all()
    const chain = await customersChain()
    expect(results.at(-1)).toMatchObject({ last_sequence: length, last_hash: chain[length - 1]?.hash })
    expect(results[0]).toMatchObject({ first_sequence: 1, first_prev: '0'.repeat(64) })
    expect(await sealChain(db, now())).toBe(0)
  })

  it('notes the end of the chain once an hour', async () => {
    const hour = new Date('2031-01-01T05:10:00.000Z')
    await Promise.all([keepAudit(databases, hour), keepAudit(databases, hour), keepAudit(databases, hour)])
    const { results } = await env.CUSTOMERS.prepare("select * from audit_anchor where at >= '2031'").all()
    expect(results).toHaveLength(1)
    expect((await customersChain()).map(({ hash }) => hash)).toContain(results[0]?.hash)
    await expect(env.CUSTOMERS.prepare('delete from audit_anchor').run()).rejects.toThrow('stays')
  })
})
