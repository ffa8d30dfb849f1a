import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Agent, openAgent } from './agent.ts'

let agent: Agent
let page: Page
let token = ''

beforeAll(async () => {
  agent = await openAgent({ sampleSize: 300, account: 'admin-01', language: 'en' })
  token = await agent.stand.signIn('admin-01')
  page = await agent.context.newPage()
  await page.goto(`chrome-extension://${agent.stand.extensionId}/tabs/console.html#data`)
})
afterAll(() => agent?.close())

const send = async (kind: string, rows: readonly unknown[], load: string) => {
  const answer = await fetch(`${agent.stand.edgeUrl}/v1/ingest/${kind}?dataset=core&load=${load}`, {
    method: 'POST',
    body: rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join(''),
    headers: {
      ...{ authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
      'idempotency-key': `${load}-${kind}`,
    },
  })
  expect(answer.status).toBe(200)
}

const box = (name: string | RegExp) => page.getByRole('region', { name })

test('the sample stands there with its customers and the age of what it gives', async () => {
  const sample = box(/^Dataset /).first()
  await sample.getByText('300', { exact: true }).first().waitFor()
  await sample.getByText('300 customers were looked at').waitFor()
  await sample.getByRole('columnheader', { name: 'Limit', exact: true }).waitFor()
  await box('Newest batches').getByText('No batch has come yet.').waitFor()
})

test('a refresh that is being filled is seen, with rows refused and names nobody declared', async () => {
  const at = new Date(Date.now() - 3_600_000).toISOString()
  const customer = (n: number, facts: object) => ({
    customerKey: n.toString(16).padStart(64, '0'),
    at,
    facts,
  })
  const sound = Array.from({ length: 40 }, (_, n) => customer(n, { age: 40, shoe_size: 44 }))
  await send('customers', [...sound, customer(41, { age: 'old' }), '{'], 'first')
  await page.getByRole('button', { name: 'Look again' }).click()
  await box('Being filled').getByText('Customers: 40 rows so far, 2 refused').waitFor()
  await box('Refused rows').getByText('the line is not valid JSON').waitFor()
  await box('Refused rows').getByText('from line 41, batch first-customers').waitFor()
  await box('Not as declared').getByText('shoe_size').waitFor()
  await box('To see to').getByText('core: 2 rows refused').waitFor()
  // Nobody touches the page: it looks by itself while rows come in.
  await send('events', [{ id: 'a', at, channel: 'app', kind: 'credit', amount: 5 }], 'first')
  await box('Being filled').getByText('Events: 1 row so far').waitFor()
})
