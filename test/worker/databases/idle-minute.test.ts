import { env } from 'cloudflare:workers'
import { beforeAll, expect, it } from 'vitest'
import { everyMinute } from '../../../worker/jobs/every-minute.ts'
import { CODE } from '../../bench/scale/inputs.ts'
import { newRowId, publishPlaybook } from '../edge.ts'
import { admin, counted, deployment, edgeOf, NAMES, reportOf, spreadKey } from './many.ts'

beforeAll(async () => {
  await env.PLAYBOOK.prepare('delete from placement').run()
  await publishPlaybook()
  const edge = edgeOf(deployment())
  const keys = await Promise.all(Array.from({ length: 20 }, (_, n) => spreadKey(n)))
  const rows = keys.map((customerKey) => ({
    customerKey,
    facts: { age: 40 },
    at: '2026-11-20T00:00:00.000Z',
  }))
  await reportOf(edge.send('customers', rows, newRowId(), 'first'))
  const body = { dataset: 'bank', currency: 'CNY', customers: 20, events: 0, identifiers: 0 }
  await edge.post('/v1/ingest/loads/first/finish', body, admin)
  await everyMinute(deployment(), new Date('2026-11-26T02:00:30.000Z'))
})

it('a minute in which nothing is to be done asks every database of customers as often as docs/scale.md reckons with', async () => {
  const { env: seen, batches } = counted(deployment())
  await everyMinute(seen, new Date('2026-11-26T02:01:30.000Z'))
  expect(NAMES.map((name) => batches[name])).toEqual(NAMES.map(() => CODE.calls.value))
})
