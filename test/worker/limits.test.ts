import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { createApp } from '../../worker/app.ts'
import type { Budget, Env } from '../../worker/env.ts'
import { access, type ProtectedRoute } from '../../worker/middleware/access.ts'
import { fits, MOST_DEPTH, MOST_MEMBERS } from '../../worker/middleware/json-shape.ts'
import { budgetOf, networkOf } from '../../worker/middleware/limit-rate.ts'
import { as, problemOf } from './changes.ts'
import { call, keyOf, post, publishPlaybook } from './edge.ts'

const app = createApp()
const limited: Env = { ...env, RATE_LIMITS: 'on' }

beforeAll(async () => {
  await publishPlaybook()
})

/** Asks with the limits on, from an address. */
const ask = (
  path: string,
  init: RequestInit & { headers?: Record<string, string> } = {},
  from = '192.0.2.1',
) => {
  const headers = { authorization: `Bearer ${inject('tokens').agent}`, ...init.headers }
  return app.request(path, { ...init, headers: { ...headers, 'cf-connecting-ip': from } }, limited)
}
const decide = (headers: Record<string, string> = {}) =>
  ask('/v1/decisions', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ customerKeys: [keyOf(1)] }),
  })

/** Uses up what a binding lets through in its period, under a key. */
async function exhaust(budget: Budget, key: string): Promise<number> {
  for (let count = 0; ; count += 1) if (!(await env[budget]?.limit({ key }))?.success) return count
}

/** What is answered to agent-01 with a budget used up; once more where its period ended in between. */
async function overdrawn(budget: Budget, asked: () => Response | Promise<Response>): Promise<Response> {
  await exhaust(budget, 'agent-01')
  const answer = await asked()
  if (answer.status === 429) return answer
  await exhaust(budget, 'agent-01')
  return asked()
}

describe('an agent who asks too often', () => {
  it('is told so and when to come again, has the other budgets left, and costs no other agent', async () => {
    const answer = await overdrawn('DECISIONS_LIMIT', () => decide())
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '10'])
    expect((await problemOf(answer)).type).toBe('urn:problem-type:fineline:too-many-requests')
    expect((await ask('/v1/playbook')).status).toBe(200)
    expect((await decide(as('supervisor'))).status).toBe(200)
  })

  it('does not know a ticket from a decision', async () => {
    const ticket = () => ask('/v1/live/ticket', { method: 'POST' })
    expect((await overdrawn('TICKETS_LIMIT', ticket)).status).toBe(429)
  })

  it('may ask as often as the figures say', async () => {
    const budgets = ['DECISIONS_LIMIT', 'READS_LIMIT', 'WRITES_LIMIT', 'TICKETS_LIMIT'] as const
    const given = () => Promise.all(budgets.map((name) => exhaust(name, crypto.randomUUID())))
    // Anew where a period ends while it is being used up.
    await expect.poll(given).toEqual([100, 200, 100, 10])
  })
})

describe('an address', () => {
  it('is limited before its tokens are looked at, and no other is', async () => {
    const limit = vi.fn(async ({ key }: { key: string }) => ({ success: key !== '192.0.2.9' }))
    const narrow: Env = { ...limited, ADDRESS_LIMIT: { limit } }
    const from = (address: string) =>
      app.request('/v1/me', { headers: { 'cf-connecting-ip': address, authorization: 'Bearer x' } }, narrow)
    const refused = await from('192.0.2.9')
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10'])
    expect((await from('192.0.2.10')).status).toBe(401)
  })

  it.each([
    ['192.0.2.9', '192.0.2.9'],
    ['2001:db8:0:12:aaaa::1', '2001:db8:0:12'],
    ['2001:DB8::1', '2001:db8:0:0'],
    ['2001:0db8:0000:0012:1:2:3:4', '2001:db8:0:12'],
    ['::1', '0:0:0:0'],
    ['1:2:3:4:5:6:7:8:9::1', '1:2:3:4'],
  ])('%s counts as %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})

it('every route has a budget, and reads are not writes', () => {
  const budgets = Object.keys(access).map((route) => [route, budgetOf(route as ProtectedRoute)])
  for (const [route, budget] of budgets)
    if (String(route).startsWith('GET')) expect([route, budget]).toEqual([route, 'READS_LIMIT'])
  expect(new Set(budgets.map(([, budget]) => budget)).size).toBe(4)
})

it('a limit that fails limits nobody; one that is not bound is no configuration', async () => {
  const failing = { limit: () => Promise.reject(new Error('away')) }
  const headers = as('auditor')
  expect((await app.request('/v1/me', { headers }, { ...limited, READS_LIMIT: failing })).status).toBe(200)
  const { READS_LIMIT: _, ...without } = limited
  const answer = await app.request('/v1/me', { headers }, without)
  expect(await answer.json()).toMatchObject({ status: 503, detail: 'Missing or wrong: READS_LIMIT.' })
})

describe('a body', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

  it.each<[string, boolean]>([
    [nested(MOST_DEPTH), true],
    [nested(MOST_DEPTH + 1), false],
    ['{"a":'.repeat(MOST_DEPTH + 1), false],
    [`"${'['.repeat(99)}"`, true],
    [`"\\"${'['.repeat(99)}"`, true],
    [`"\\\\"${'['.repeat(99)}`, false],
    [`[${Array(MOST_MEMBERS).fill(1)}]`, true],
    [`[${Array(MOST_MEMBERS + 1).fill(1)}]`, false],
    ['"never closed [[[', true],
  ])('%# fits: %s', (text, expected) => {
    expect(fits(text)).toBe(expected)
  })

  const refused = async (answer: Response) => [
    answer.status,
    (await problemOf(answer)).type.replace('urn:problem-type:fineline:', ''),
  ]

  it('that is nested too deep is refused before it is read', async () => {
    expect(await refused(await post('/v1/decisions', nested(100_000)))).toEqual([422, 'body-too-deep'])
    const members = Object.fromEntries(Array.from({ length: MOST_MEMBERS + 1 }, (_, at) => [at, 0]))
    expect(await refused(await post('/v1/outcomes', members))).toEqual([422, 'body-too-deep'])
  })

  it.each(['{"reason":{"length":{"toString":1}}}', '{"reason":{"length":{"to\\u0053tring":1}}}'])(
    'whose members cannot be compared is refused, not failed over: %s',
    async (body) => {
      const headers = { 'content-type': 'application/json', ...as('admin') }
      for (const path of ['/v1/erasures', `/v1/holds/${crypto.randomUUID()}/release`])
        expect(await refused(await call(path, { method: 'POST', headers, body }))).toEqual([
          422,
          'body-refused',
        ])
    },
  )

  it.each(['gzip', 'br', 'deflate, gzip', 'identity, gzip'])(
    'that is compressed is refused: %s',
    async (encoding) => {
      const answer = await post('/v1/decisions', '{}', { 'content-encoding': encoding })
      expect(answer.headers.get('accept-encoding')).toBe('identity')
      expect(await refused(answer)).toEqual([415, 'encoding-refused'])
    },
  )
})

it.each<[number, string, () => Promise<Response>]>([
  [414, 'address-too-long', () => call(`/v1/audit?after=${'1'.repeat(2048)}`)],
  [414, 'address-too-long', () => call(`/${'a/'.repeat(1024)}`)],
  [
    431,
    'headers-too-large',
    () => call('/v1/me', { headers: { authorization: `Bearer ${'x'.repeat(8192)}` } }),
  ],
  [431, 'headers-too-large', () => call('/v1/me', { headers: { 'x-more': 'x'.repeat(16_384) } })],
])('answers %i %s (%#)', async (status, id, request) => {
  const answer = await request()
  expect([answer.status, (await problemOf(answer)).type]).toEqual([status, `urn:problem-type:fineline:${id}`])
})
