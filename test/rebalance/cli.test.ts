import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { assemblePlaybook } from '../../db/packs/assemble.ts'
import { type Binding, openDatabase } from '../../worker/services/database.ts'
import { publish } from '../../worker/services/playbook/publish.ts'
import { startWorkerd } from '../bench/push/workerd.ts'
import { tempDir } from '../import/fixture.ts'
import { signInByHttp, startIdentity } from '../stand/identity.ts'

const EXTENSION = 'abcdefghijklmnopabcdefghijklmnop'
const audience = 'https://edge.fineline.example'
const script = join(import.meta.dirname, '../../db/rebalance/cli.ts')
const NAMES = ['CUSTOMERS', 'CUSTOMERS_2'] as const
const AT = '2026-11-20T00:00:00.000Z'

const run = (...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const env = { ...process.env, LC_ALL: 'C' }
    execFile(process.execPath, [script, ...args], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })

async function startEdge() {
  const identity = await startIdentity({ port: 0, extensionIds: [EXTENSION], audience, autoSignIn: true })
  onTestFinished(() => identity.close())
  const bindings = {
    ...{ OIDC_ISSUER: identity.issuer, OIDC_AUDIENCE: audience, RATE_LIMITS: 'off' },
    ALLOWED_ORIGINS: `chrome-extension://${EXTENSION}`,
  }
  const edge = await startWorkerd(bindings, () => {}, NAMES)
  onTestFinished(() => edge.close())
  await publish(openDatabase(edge.playbook as unknown as Binding), assemblePlaybook(), AT)
  const tokenOf = (agent: string) => signInByHttp(identity, { agent })
  const file = join(await tempDir(), 'token')
  await writeFile(file, await tokenOf('admin-01'))
  const post = async (path: string, agent: string, body: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${edge.url}${path}`, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${await tokenOf(agent)}`, 'content-type': 'application/json' },
        ...headers,
      },
      body,
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  return { edge, post, given: ['--edge', edge.url, '--token-file', file] }
}

it('moves 30 buckets while a running edge serves, and nobody is unknown or another', async () => {
  const { edge, post, given } = await startEdge()
  // Every other one is in a bucket that goes: those with the highest numbers do.
  const keys = Array.from({ length: 40 }, (_, n) => {
    const key = createHash('sha256').update(`customer ${n}`).digest('hex')
    return n % 2 ? key : `7f${key.slice(2)}`
  })
  const rows = keys.map((customerKey, n) => ({ customerKey, at: AT, facts: { age: 20 + n } }))
  await post(
    '/v1/ingest/customers?dataset=bank&load=first',
    'admin-01',
    rows.map((row) => JSON.stringify(row)).join('\n'),
    { 'content-type': 'application/x-ndjson', 'idempotency-key': 'one' },
  )
  const finish = { dataset: 'bank', currency: 'CNY', customers: keys.length, events: 0 }
  await post('/v1/ingest/loads/first/finish', 'admin-01', JSON.stringify(finish))
  const seen = async () => {
    const { decisions } = (await post(
      '/v1/decisions',
      'agent-01',
      JSON.stringify({ customerKeys: keys }),
    )) as { decisions: { customerKey: string; status: string; facts?: { age: number } }[] }
    return decisions.map(({ customerKey, status, facts }) => [customerKey, status, facts?.age])
  }
  const before = await seen()
  expect(before.map(([key, status]) => [key, status])).toEqual(keys.map((key) => [key, 'decided']))

  const shown = await run(...given)
  expect(shown).toMatchObject({ code: 0, out: expect.stringContaining('No bucket is to move.') })
  const asked = await run(...given, '--to', 'CUSTOMERS_2', '--buckets', '2078')
  expect(asked.out).toContain('30 buckets are to move; now CUSTOMERS → CUSTOMERS_2')
  let told = asked.out
  while (!told.includes('No bucket is to move.')) {
    const [answers] = await Promise.all([seen(), edge.minute()])
    expect(answers).toEqual(before)
    told = (await run(...given)).out
  }
  expect(told).toMatch(/CUSTOMERS_2' +│ 2078 /)
  expect(await seen()).toEqual(before)
}, 120_000)

it('says what the edge says of a name that it does not have, and of a token that is not good', async () => {
  const { given } = await startEdge()
  const wrong = await run(...given, '--to', 'ELSEWHERE', '--buckets', '7')
  expect(wrong).toMatchObject({ code: 1, err: expect.stringMatching(/404: \w.+\. \w/) })
  const file = join(await tempDir(), 'token')
  await writeFile(file, 'not.a.token')
  const refused = await run('--edge', given[1] ?? '', '--token-file', file)
  expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(/401: .*Sign in/) })
}, 60_000)
