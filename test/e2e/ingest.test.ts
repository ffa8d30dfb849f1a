import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openLocalD1 } from '../../db/local.ts'
import { assemblePlaybook } from '../../db/packs/assemble.ts'
import { type Binding, openDatabase } from '../../worker/services/database.ts'
import { publish } from '../../worker/services/playbook/publish.ts'
import { startEdge } from '../stand/edge.ts'
import { startIdentity } from '../stand/identity.ts'
import { HOME } from '../stand/paths.ts'
import { freePort } from '../stand/ports.ts'
import { signInByHttp } from '../stand/sign-in.ts'

const AUDIENCE = 'https://fineline.local/edge'
const EXTENSION = 'abcdefghijklmnopabcdefghijklmnop'
const key = 'c'.repeat(64)
const closers: (() => Promise<unknown>)[] = []
let [url, admin, agent] = ['', '', '']

beforeAll(async () => {
  await mkdir(HOME, { recursive: true })
  const home = await mkdtemp(join(HOME, 'e2e-ingest-'))
  closers.push(() => rm(home, { recursive: true, force: true }))
  const stateDir = join(home, 'state')
  const { playbook, migrate, close } = await openLocalD1(stateDir)
  await migrate()
  await publish(openDatabase(playbook as unknown as Binding), assemblePlaybook(), new Date().toISOString())
  await close()
  const identity = await startIdentity({
    port: 0,
    extensionIds: [EXTENSION],
    audience: AUDIENCE,
    autoSignIn: true,
  })
  const edge = await startEdge({
    ...{ port: await freePort(), stateDir, issuer: identity.issuer, audience: AUDIENCE },
    ...{ extensionIds: [EXTENSION], logFile: join(home, 'edge.log') },
  })
  closers.unshift(edge.close, identity.close)
  url = edge.url
  admin = await signInByHttp(identity, { agent: 'admin-01' })
  agent = await signInByHttp(identity, { agent: 'agent-01' })
})
afterAll(async () => {
  for (const close of closers) await close()
})

const call = (path: string, token: string, body: BodyInit, headers: Record<string, string>) =>
  fetch(`${url}${path}`, { method: 'POST', body, headers: { authorization: `Bearer ${token}`, ...headers } })
const json = { 'content-type': 'application/json' }

const send = async (kind: string, rows: object[]) => {
  const body = gzipSync(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  const headers = {
    'content-type': 'application/x-ndjson',
    'content-encoding': 'gzip',
    'idempotency-key': `${kind}-1`,
  }
  const answer = await call(`/v1/ingest/${kind}?dataset=core&load=first`, admin, body, headers)
  expect(await answer.json()).toMatchObject({ rowsIn: rows.length, taken: rows.length })
}

// The stand ticks its first minute after 60 s: what is folded before that, the queue folded.
it('what the bank’s systems send is decided with, facts from events among it', async () => {
  const at = new Date(Date.now() - 86_400_000).toISOString()
  await send('customers', [{ customerKey: key, at, facts: { age: 70, risk_grade: 2 } }])
  await send('events', [
    { id: 'a', customerKey: key, at, channel: 'app', kind: 'credit', amount: 125_000 },
    {
      id: 'b',
      customerKey: key,
      at,
      channel: 'phone',
      kind: 'complaint_opened',
      detail: { complaint: 'c1', matter: 'fee' },
    },
  ])
  const counts = { dataset: 'core', currency: 'CNY', customers: 1, events: 2 }
  const finish = () => call('/v1/ingest/loads/first/finish', admin, JSON.stringify(counts), json)
  await vi.waitFor(async () => expect((await finish()).status).toBe(200), { timeout: 40_000, interval: 200 })
  const answer = await call('/v1/decisions', agent, JSON.stringify({ customerKeys: [key] }), json)
  expect(await answer.json()).toMatchObject({
    decisions: [
      {
        status: 'decided',
        currency: 'CNY',
        stale: [],
        facts: {
          age: 70,
          risk_grade: 2,
          amount_in_30d: 125_000,
          complaints_open: 1,
          complaint_matter: 'fee',
        },
      },
    ],
  })
})
