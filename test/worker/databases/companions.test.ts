import { env } from 'cloudflare:workers'
import { beforeAll, expect, it } from 'vitest'
import { Attribute } from '../../../worker/contract/catalogue.ts'
import { DecisionResponse } from '../../../worker/contract/decision.ts'
import type { IngestKind } from '../../../worker/contract/ingest.ts'
import { keepBase } from '../../../worker/jobs/keep-base.ts'
import { spreadVersion } from '../../../worker/services/playbook/spread.ts'
import { readView } from '../../../worker/services/view/read.ts'
import { newRowId, playbook, publishPlaybook } from '../edge.ts'
import { event, ndjson } from '../ingest.ts'
import { admin, deployment, edgeOf, inAll, inEach, reportOf, spreadKey } from './many.ts'

const edge = edgeOf(deployment(['CUSTOMERS_1', 'CUSTOMERS_2']))
const keys = await Promise.all(Array.from({ length: 30 }, (_, n) => spreadKey(n)))
const label = { zh: '试', en: 'probe' }
const attribute = (name: string, change: object = {}) =>
  Attribute.parse({ ...{ name, type: 'int', label, sensitivity: 'C2', channel: 'core' }, ...change })
const catalogue = [
  ...playbook.catalogue,
  attribute('card_type', { type: 'string' }),
  attribute('credits', { fold: { op: 'count', kinds: ['credit'] } }),
]

const send = (dataset: string, kind: IngestKind, rows: readonly unknown[], load?: string) =>
  reportOf(
    edge.call(`/v1/ingest/${kind}?${new URLSearchParams({ dataset, ...(load && { load }) })}`, {
      method: 'POST',
      headers: { ...admin, 'content-type': 'application/x-ndjson', 'idempotency-key': newRowId() },
      body: ndjson(rows),
    }),
  )
const minute = () => keepBase(edge.databases, new Date())
const paid = (customerKey: string) => event({ customerKey, at: '2026-11-20' })

async function refresh(dataset: string, facts: object, of: readonly string[], events: readonly string[]) {
  const load = newRowId()
  const at = '2026-11-20T00:00:00.000Z'
  await send(
    dataset,
    'customers',
    of.map((customerKey) => ({ customerKey, facts, at })),
    load,
  )
  await send(dataset, 'events', events.map(paid), load)
  await minute()
  const counts = { customers: of.length, events: events.length, identifiers: 0 }
  const body = { dataset, currency: 'CNY', fewer: true, ...counts }
  const answer = await edge.post(`/v1/ingest/loads/${load}/finish`, body, admin)
  if (answer.status !== 200) throw new Error(await answer.text())
}

const factsOf = async (of: readonly string[]) => {
  const answer = await edge.post('/v1/decisions', { customerKeys: of })
  const { decisions } = DecisionResponse.parse(await answer.json())
  return decisions.map((one) => one.status === 'decided' && { ...one.facts, stale: one.stale.length })
}

beforeAll(async () => {
  await env.PLAYBOOK.prepare('delete from placement').run()
  await publishPlaybook({ catalogue })
  await spreadVersion(edge.databases)
  await refresh('core', { age: 70 }, keys, [...keys, ...keys])
  await refresh('cards', { card_type: 'gold' }, keys.slice(0, 20), keys.slice(0, 25))
  await minute()
})

const of = (at: number) =>
  at < 20 ? { age: 70, card_type: 'gold', credits: 3 } : { age: 70, credits: at < 25 ? 3 : 2 }

it('customers of two datasets are one in each of two databases', async () => {
  const here = await inEach('select count(distinct key) as n from customer')
  expect(here.slice(0, 2).every(([row]) => Number(row?.n) > 5)).toBe(true)
  expect(await factsOf(keys)).toEqual(keys.map((_, at) => ({ ...of(at), stale: 0 })))
})

it('deltas into one and a refresh of the other reach all of them', async () => {
  await send('core', 'events', keys.map(paid))
  await minute()
  await refresh('cards', { card_type: 'black' }, keys.slice(0, 10), keys.slice(0, 10))
  await minute()
  expect(await factsOf(keys)).toEqual(
    keys.map((_, at) =>
      at < 10 ? { age: 70, card_type: 'black', credits: 4, stale: 0 } : { age: 70, credits: 3, stale: 0 },
    ),
  )
  expect(await inAll('select * from dirty_customer')).toEqual([])
})

it('are one while keys are being changed, though the other key stands in the other database', async () => {
  const homes = await inEach('select key from customer where load_id in (select live_load from dataset)')
  const [old, other] = [homes[0]?.[0]?.key, String(homes[1]?.[0]?.key)]
  const fresh = `${other.slice(0, 3)}${'7'.repeat(61)}`
  const pair = 'insert into key_pair (rotation_id, old_key, new_key) values (?, ?, ?)'
  const open = `insert into key_rotation (id, old_key_id, new_key_id, state, started_by, started_at)
    values ('r', 'k1', 'k2', 'running', 'a', '2026')`
  for (const name of ['CUSTOMERS_1', 'CUSTOMERS_2'] as const) {
    await env[name].prepare(open).run()
    await env[name].prepare(pair).bind('r', old, fresh).run()
  }
  const [live] = await inAll("select live_load as load from dataset where id = 'core'")
  await env.CUSTOMERS_2.prepare(
    "insert into customer (key, load_id, facts, facts_as_of) values (?, ?, '{\"age\":71}', '2026-11-21T00:00:00.000Z')",
  )
    .bind(fresh, live?.load)
    .run()
  const [facts] = await factsOf([fresh])
  expect(facts).toMatchObject({ age: 71, credits: expect.any(Number), stale: 0 })
  const viewing = { agent: { subject: 'agent-01', teams: [] }, now: new Date() }
  expect(await readView(edge.databases, fresh, viewing)).toMatchObject({ facts: { age: 71 } })
})
