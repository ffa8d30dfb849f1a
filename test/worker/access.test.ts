import { env, exports } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { Role } from '../../worker/contract/context.ts'
import { access, type ProtectedRoute } from '../../worker/middleware/access.ts'
import { as, problemOf } from './changes.ts'
import { call, keyOf, outcome, post, publishPlaybook, stepCountBatch } from './edge.ts'
import { requests, type Send } from './requests.ts'
import { countWrites, type Writes, writesOf, writtenBetween } from './writes.ts'

const both = [env.PLAYBOOK, env.CUSTOMERS]

const tokens = inject('tokens')
const origin = inject('origin')

beforeAll(async () => {
  await publishPlaybook()
  for (const one of both) await countWrites(one)
})

const tokenOf = (role: Role): string => tokens[role as 'agent']
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** Who lets a change through without the role is written into the chain; nothing else of a refusal is. */
const toldToTheChain = (route: string) =>
  /^POST \/v1\/(changes\/.*\/(approve|confirm)|segmentations\/.*\/publish)$/.test(route)

describe.each(Object.entries(requests))('%s', (route, prepare) => {
  const allowed: readonly Role[] = access[route as ProtectedRoute]
  let request: Send
  let before: Writes
  beforeAll(async () => {
    request = await prepare()
  })
  beforeEach(async () => {
    before = await writesOf(both)
  })
  const written = async () => writtenBetween(before, await writesOf(both))

  it('refuses a request without a token, says how to get one, and writes nothing', async () => {
    const answer = await request({ authorization: '' })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="fineline"')
    expect((await problemOf(answer)).type).toBe('urn:problem-type:fineline:token-missing')
    expect(await written()).toEqual([])
  })

  it.each(Object.keys(tokens.refused))('refuses a token and writes nothing: %s', async (name) => {
    const answer = await request(bearer(String(tokens.refused[name])))
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"')
    expect((await problemOf(answer)).type).toBe('urn:problem-type:fineline:token-refused')
    expect(await written()).toEqual([])
  })

  it.each(Role.options.filter((role) => !allowed.includes(role)))(
    'refuses the role and writes nothing: %s',
    async (role) => {
      const answer = await request(bearer(tokenOf(role)))
      expect([answer.status, (await problemOf(answer)).type]).toEqual([
        403,
        'urn:problem-type:fineline:role-missing',
      ])
      expect(await written()).toEqual(toldToTheChain(route) ? ['audit'] : [])
    },
  )

  it.each(allowed)('lets in the role: %s', async (role) => {
    expect((await (await prepare())(bearer(tokenOf(role)))).status).toBe(200)
  })

  it('lets in a supervisor of any team where it lets in supervisors', async () => {
    const answer = await (await prepare())(as('otherSupervisor'))
    expect(answer.status).toBe(allowed.includes('supervisor') ? 200 : 403)
  })

  it('refuses an account without a role, names the roles that would do, and writes nothing', async () => {
    const answer = await request(bearer(tokens.visitor))
    expect(answer.status).toBe(403)
    expect(answer.headers.get('www-authenticate')).toContain('insufficient_scope')
    const { detail } = await problemOf(answer)
    for (const role of allowed) expect(detail).toContain(role)
    expect(await written()).toEqual(toldToTheChain(route) ? ['audit'] : [])
  })
})

it.each(['%E8%BF%9C%E7%A8%8B%E9%93%B6%E8%A1%8C%E4%B8%80%E7%BB%84', 'never-was'])(
  'answers a supervisor who asks for the figures of another team as for one that never was: %s',
  async (team) => {
    const path = `/v1/results?from=2026-01-01&until=2026-01-28&team=${team}`
    const answer = await call(path, { headers: as('otherSupervisor') })
    const { type, detail, status } = await problemOf(answer)
    expect([status, type]).toEqual([404, 'urn:problem-type:fineline:no-such-team'])
    expect(detail).toBe('The team asked for is not one of yours.')
  },
)

it.each(['Basic YTpi', 'Bearer', 'Bearer a b', tokens.agent])(
  'takes no other credentials (%#)',
  async (authorization) => {
    expect((await call('/v1/playbook', { headers: { authorization } })).status).toBe(401)
  },
)

it('says why a token was refused, in the language asked for', async () => {
  const headers = { authorization: `Bearer ${tokens.refused.expired}` }
  const english = await problemOf(await call('/v1/playbook', { headers }))
  expect(english.detail).toBe('The access token was not accepted: the token has expired.')
  const answer = await call('/v1/playbook', { headers: { ...headers, 'accept-language': 'zh-CN,zh;q=0.9' } })
  expect(answer.headers.get('content-language')).toBe('zh-CN')
  expect(answer.headers.get('vary')).toContain('Accept-Language')
  expect((await problemOf(answer)).detail).toBe('访问令牌未被接受：令牌已过期。')
})

const supervisor = { headers: { authorization: `Bearer ${tokens.supervisor}` } }
const json = { 'content-type': 'application/json' }
const send = (body: string, headers: Record<string, string> = json) =>
  call('/v1/decisions', { method: 'POST', body, headers })

it.each<[number, string, () => Promise<Response>]>([
  [400, 'body-not-json', () => send('{"customerKeys": [')],
  [400, 'body-not-json', () => send('')],
  [404, 'no-such-route', () => call('/v1/customers')],
  [404, 'no-such-route', () => call('/swagger-ui.css')],
  [405, 'method-not-allowed', () => call('/v1/decisions')],
  [405, 'method-not-allowed', () => post('/v1/playbook', {})],
  [413, 'body-too-large', () => send(`"${'x'.repeat(1_048_576)}"`)],
  [415, 'not-json-type', () => send('{}', { 'content-type': 'text/plain' })],
  [422, 'body-refused', () => send('{}')],
  [422, 'body-refused', () => post('/v1/decisions', { customerKeys: [] })],
  [422, 'body-refused', () => post('/v1/decisions', { customerKeys: Array(101).fill(keyOf(1)) })],
  [422, 'body-refused', () => post('/v1/outcomes', { outcomes: Array(201).fill(outcome()) })],
  [422, 'body-refused', () => post('/v1/health/readings', { ...stepCountBatch(), counts: [] })],
  [422, 'body-refused', () => call('/v1/health/adapters?days=91', supervisor)],
])('answers %i %s and what to do (%#)', async (status, id, request) => {
  const answer = await request()
  expect(answer.status).toBe(status)
  const problem = await problemOf(answer)
  expect(problem.type).toBe(`urn:problem-type:fineline:${id}`)
  expect(problem.remedy).not.toBe('')
})

it('names the methods that an address takes', async () => {
  expect((await call('/v1/decisions')).headers.get('allow')).toBe('POST')
  expect((await post('/v1/playbook', {})).headers.get('allow')).toBe('GET, HEAD')
})

it('says where a body is wrong, in the language asked for, without repeating it', async () => {
  const body = { customerKeys: [keyOf(1), '6222021234567890'] }
  const english = await problemOf(await post('/v1/decisions', body))
  const chinese = await problemOf(await post('/v1/decisions', body, { 'accept-language': 'zh' }))
  expect(english.errors).toMatchObject([{ path: '/customerKeys/1' }])
  expect(chinese.errors?.[0]?.message).toMatch(/[\u4e00-\u9fff]/)
  expect(JSON.stringify([english, chinese])).not.toContain('6222021234567890')
})

describe('browsers', () => {
  const preflight = (from: string) =>
    exports.default.fetch('https://edge.example/v1/decisions', {
      method: 'OPTIONS',
      headers: {
        origin: from,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    })

  it('may call from the extension', async () => {
    const answer = await preflight(origin)
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
    expect(answer.headers.get('access-control-allow-headers')).toContain('Authorization')
    const real = await call('/v1/playbook', { headers: { origin } })
    expect(real.headers.get('access-control-allow-origin')).toBe(origin)
    expect(real.headers.get('access-control-expose-headers')).toContain('ETag')
    expect(real.headers.get('access-control-allow-credentials')).toBeNull()
  })

  it.each([
    'https://crm.bank.example',
    'null',
    'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba',
    `${origin}.example`,
  ])('may not call from %s', async (from) => {
    expect((await preflight(from)).headers.get('access-control-allow-origin')).toBeNull()
    const refused = await call('/v1/playbook', { headers: { origin: from, authorization: '' } })
    expect(refused.headers.get('access-control-allow-origin')).toBeNull()
    expect(refused.headers.get('vary')).toContain('Origin')
  })
})
