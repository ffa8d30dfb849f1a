import { env } from 'cloudflare:workers'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { beforeAll, describe, expect, it } from 'vitest'
import * as tables from '../../db/schema/tables.ts'
import { Erasure, ErasureList } from '../../worker/contract/records.ts'
import { sealAccess } from '../../worker/services/access/seal.ts'
import { firstBrokenLink } from '../../worker/services/audit/verify.ts'
import { CUSTOMER_TABLES } from '../../worker/services/customers/tables.ts'
import { answered, as, auditChain, now, type Person } from './changes.ts'
import { addBase, call, customersDb, keyOf, post, publishPlaybook } from './edge.ts'
import { addTraces, nextKey, tracesOf } from './records.ts'

beforeAll(async () => {
  await publishPlaybook()
})

const request = (customerKey: string, person: Person = 'admin', id: string = crypto.randomUUID()) =>
  post('/v1/erasures', { id, customerKey, reason: 'asked by the customer' }, as(person))

async function requested(customerKey: string): Promise<string> {
  const answer = await request(customerKey)
  expect(answer.status).toBe(200)
  return Erasure.parse(await answer.json()).id
}

const confirm = (id: string, customerKey: string, person: Person = 'auditor') =>
  post(`/v1/erasures/${id}/confirm`, { customerKey }, as(person))

const hold = async (body: object) => {
  const answer = await post(
    '/v1/holds',
    { id: crypto.randomUUID(), reason: 'a case at court', ...body },
    as('admin'),
  )
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { id: string }).id
}
const release = (id: string, person: Person = 'auditor') =>
  post(`/v1/holds/${id}/release`, { reason: 'the case is closed' }, as(person))

describe('erasing a customer', () => {
  it('leaves the key in no table, says how many rows went, and the chain verifies', async () => {
    const [key, other] = [nextKey(), nextKey()]
    await addTraces(key)
    await addTraces(other)
    await post('/v1/decisions', { customerKeys: [key] })
    await sealAccess(customersDb, now())
    const id = await requested(key)
    const answer = await confirm(id, key)
    const { state, erased, confirmedBy } = Erasure.parse(await answer.json())
    expect({ state, confirmedBy }).toEqual({ state: 'done', confirmedBy: 'auditor-01' })
    expect(erased).toEqual({
      ...{ customer: 1, event: 1, outcome: 1, conversion: 1, objection: 1, hold: 1 },
      ...{ identifier: 1, moved_from: 1, moved_to: 1, fact_change: 1, to_fold: 1, sent_key: 1, segment: 1 },
      // The traces, the decision, and the request itself.
      ...{ audit_customer: 3, kept: 0 },
    })
    expect(await tracesOf(key)).toEqual({})
    expect(Object.keys(await tracesOf(other))).toHaveLength(13)
    expect(await firstBrokenLink(await auditChain(env.CUSTOMERS))).toBeNull()
  })

  it('waits for a second person, who names the same customer', async () => {
    const key = nextKey()
    await addTraces(key)
    const id = await requested(key)
    expect(await answered(await confirm(id, key, 'admin'))).toBe('second-person-needed')
    expect(await answered(await confirm(id, nextKey()))).toBe('other-customer')
    expect(await answered(await confirm(crypto.randomUUID(), key))).toBe('no-such-record')
    expect(Object.keys(await tracesOf(key))).toHaveLength(13)
    expect(await answered(await confirm(id, key))).toBe('ok')
  })

  it('is one however often it is asked for and confirmed', async () => {
    const key = nextKey()
    await addTraces(key)
    const id = await requested(key)
    expect((await request(key, 'admin', id)).status).toBe(200)
    const answers = await Promise.all(Array.from({ length: 5 }, () => confirm(id, key)))
    expect(await Promise.all(answers.map(answered))).toEqual(Array(5).fill('ok'))
    const entries = (await auditChain(env.CUSTOMERS)).filter(({ detail }) => detail === `erasure/${id}`)
    expect(entries.map(({ action }) => action)).toEqual(['erasure.request', 'erasure.confirm'])
    expect(JSON.stringify(entries)).not.toContain(key)
  })

  it.each([[{}], [{ recordClass: 'outcomes' }], [{ recordClass: 'holds' }], [null]])(
    'is refused by name under a hold: %j',
    async (scope) => {
      const key = nextKey()
      await addTraces(key)
      const id = await requested(key)
      const held = await hold(
        scope === null ? { recordClass: 'conversions' } : { ...scope, customerKey: key },
      )
      const refused = await confirm(id, key)
      expect(refused.status).toBe(409)
      expect(await refused.text()).toContain(held)
      expect((await request(key)).status).toBe(409)
      expect(Object.keys(await tracesOf(key)).length).toBeGreaterThan(6)
      expect(await answered(await release(held, 'admin'))).toBe('second-person-needed')
      expect(await answered(await release(held))).toBe('ok')
      expect(await answered(await confirm(id, key))).toBe('ok')
    },
  )

  it('keeps a refusal of targeted tips that still stands, and says so', async () => {
    const key = nextKey()
    await env.CUSTOMERS.prepare('insert into objection values (?, ?, ?, null, null)')
      .bind(key, now(), 'agent-01')
      .run()
    const id = await requested(key)
    const { erased } = Erasure.parse(await (await confirm(id, key)).json())
    expect(erased).toMatchObject({ objection: 0, kept: 1 })
    expect(await tracesOf(key)).toEqual({ objection: 1 })
  })

  it('decides for nobody afterwards, until the bank sends the customer again', async () => {
    const key = nextKey()
    await addBase({ dataset: 'e', load: 'e-1', finishedAt: now(), customers: { [key]: { age: 40 } } })
    const status = async () => {
      const answer = await post('/v1/decisions', { customerKeys: [key] })
      return ((await answer.json()) as { decisions: { status: string }[] }).decisions[0]?.status
    }
    expect(await status()).toBe('decided')
    await confirm(await requested(key), key)
    expect(await status()).toBe('unknown-customer')
    await addBase({ dataset: 'f', load: 'f-1', finishedAt: now(), customers: { [key]: { age: 40 } } })
    expect(await status()).toBe('decided')
  })

  it('takes no reason that names somebody', async () => {
    const body = { id: crypto.randomUUID(), customerKey: keyOf(5), reason: 'call 13800138000 first' }
    expect(await answered(await post('/v1/erasures', body, as('admin')))).toBe('names-customer')
  })

  it('is listed without the customer', async () => {
    const key = nextKey()
    const id = await requested(key)
    const { erasures } = ErasureList.parse(
      await (await call('/v1/erasures', { headers: as('auditor') })).json(),
    )
    expect(erasures.find((one) => one.id === id)).toMatchObject({
      state: 'requested',
      requestedBy: 'admin-01',
    })
    expect(JSON.stringify(erasures)).not.toContain(key)
  })
})

it('knows every table with a customer key in it', () => {
  const known = Object.values(CUSTOMER_TABLES).map(({ key }) => `${getTableName(key.table)}.${key.name}`)
  const there = Object.values(tables)
    .filter((one) => is(one, SQLiteTable))
    .flatMap((table) => Object.values(getTableColumns(table)))
    .filter(
      ({ name, table }) =>
        name === 'customer_key' ||
        (name === 'key' && getTableName(table) === 'customer') ||
        (/^(old|new)_key$/.test(name) && getTableName(table) === 'customer_move'),
    )
    .map((column) => `${getTableName(column.table)}.${column.name}`)
  expect(known.toSorted()).toEqual(there.toSorted())
})
