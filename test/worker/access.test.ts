import { exports } from 'cloudflare:workers'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { Role } from '../../worker/contract/context.ts'
import { access } from '../../worker/middleware/access.ts'
import { addTip, declared, draft, move, newChange, newId, problemOf, put, submitted } from './changes.ts'
import { call, keyOf, outcome, playbook, post, publishPlaybook, stepCountBatch } from './edge.ts'
import { addCustomers, clear, computed } from './segmentation/runs.ts'

const tokens = inject('tokens')
const origin = inject('origin')

beforeAll(async () => {
  await publishPlaybook()
  await addCustomers(1)
})

/** A run that waits for a second person. */
async function waiting() {
  await clear()
  return computed('rfm')
}

const unchanged = { kind: 'tip', itemId: 'call-back', content: playbook.tips[0] }
const conversion = { id: 'one', customerKey: keyOf(1), tipId: 'call-back', at: '2026-01-02T03:04:05Z' }
const days = 'from=2026-01-01&until=2026-01-28'

const requests: Record<keyof typeof access, (headers: Record<string, string>) => Promise<Response>> = {
  'POST /v1/decisions': (headers) => post('/v1/decisions', { customerKeys: [keyOf(1)] }, headers),
  'POST /v1/outcomes': (headers) => post('/v1/outcomes', { outcomes: [outcome()] }, headers),
  'POST /v1/health/readings': (headers) => post('/v1/health/readings', stepCountBatch(), headers),
  'GET /v1/health/adapters': (headers) => call('/v1/health/adapters', { headers }),
  'GET /v1/me': (headers) => call('/v1/me', { headers }),
  'GET /v1/playbook': (headers) => call('/v1/playbook', { headers }),
  'GET /v1/playbooks': (headers) => call('/v1/playbooks', { headers }),
  'GET /v1/playbooks/{version}': (headers) => call('/v1/playbooks/1', { headers }),
  'POST /v1/playbooks/{version}/rollback': async (headers) => {
    const version = await addTip(`tip-${newId()}`)
    return post(`/v1/playbooks/${version - 1}/rollback`, { version, comment: 'as it was' }, headers)
  },
  'POST /v1/withdrawals': async (headers) => {
    const itemId = `tip-${newId()}`
    const version = await addTip(itemId)
    return post('/v1/withdrawals', { kind: 'tip', itemId, version, comment: 'no more' }, headers)
  },
  'GET /v1/changes': (headers) => call('/v1/changes', { headers }),
  'POST /v1/changes': async (headers) => post('/v1/changes', await newChange(), headers),
  'GET /v1/changes/{id}': async (headers) => call(`/v1/changes/${(await draft()).id}`, { headers }),
  'PUT /v1/changes/{id}': async (headers) => {
    const { id, revision, content, baseVersion } = await draft()
    return put(`/v1/changes/${id}`, { revision, content, baseVersion }, headers)
  },
  'POST /v1/changes/{id}/submit': async (headers) => move(await draft(), 'submit', headers),
  'POST /v1/changes/{id}/take-back': async (headers) => move(await submitted(), 'take-back', headers),
  'POST /v1/changes/{id}/discard': async (headers) => move(await draft(), 'discard', headers),
  'POST /v1/changes/{id}/return': async (headers) => move(await submitted(), 'return', headers),
  'POST /v1/changes/{id}/approve': async (headers) => move(await submitted(), 'approve', headers),
  'POST /v1/changes/{id}/declare': async (headers) => move(await draft(), 'declare', headers),
  'POST /v1/changes/{id}/confirm': async (headers) => move(await declared(), 'confirm', headers),
  'GET /v1/audit': (headers) => call('/v1/audit', { headers }),
  'POST /v1/live/ticket': (headers) => call('/v1/live/ticket', { method: 'POST', headers }),
  'GET /v1/pushes': (headers) => call('/v1/pushes', { headers }),
  'POST /v1/previews': (headers) => post('/v1/previews', unchanged, headers),
  'POST /v1/previews/findings': (headers) => post('/v1/previews/findings', unchanged, headers),
  'POST /v1/conversions': (headers) => post('/v1/conversions', { conversions: [conversion] }, headers),
  'GET /v1/results': (headers) => call(`/v1/results?${days}`, { headers }),
  'GET /v1/results/own': (headers) => call(`/v1/results/own?${days}`, { headers }),
  'GET /v1/quality': (headers) => call('/v1/quality', { headers }),
  'POST /v1/segmentations': async (headers) => {
    await clear()
    return post('/v1/segmentations', { model: 'rfm' }, headers)
  },
  'GET /v1/segmentations': (headers) => call('/v1/segmentations', { headers }),
  'GET /v1/segmentations/{id}': async (headers) =>
    call(`/v1/segmentations/${(await waiting()).id}`, { headers }),
  'POST /v1/segmentations/{id}/publish': async (headers) =>
    post(`/v1/segmentations/${(await waiting()).id}/publish`, {}, headers),
  'POST /v1/segmentations/{id}/discard': async (headers) =>
    post(`/v1/segmentations/${(await waiting()).id}/discard`, {}, headers),
}

describe.each(Object.entries(requests))('%s', (route, request) => {
  it('refuses a request without a token and says how to get one', async () => {
    const answer = await request({ authorization: '' })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="fineline"')
    expect((await problemOf(answer)).type).toBe('urn:problem-type:fineline:token-missing')
  })

  it.each(Object.keys(tokens.refused))('refuses a token: %s', async (name) => {
    const answer = await request({ authorization: `Bearer ${tokens.refused[name]}` })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"')
    expect((await problemOf(answer)).type).toBe('urn:problem-type:fineline:token-refused')
  })

  it.each(Role.options.filter((role) => role in tokens))(
    'lets in the roles of the table and nobody else: %s',
    async (role) => {
      const answer = await request({ authorization: `Bearer ${tokens[role as 'agent']}` })
      const allowed: readonly string[] = access[route as keyof typeof access]
      expect(answer.status).toBe(allowed.includes(role) ? 200 : 403)
    },
  )

  it('refuses an account without a role and names the roles that would do', async () => {
    const answer = await request({ authorization: `Bearer ${tokens.visitor}` })
    expect(answer.status).toBe(403)
    expect(answer.headers.get('www-authenticate')).toContain('insufficient_scope')
    const { detail } = await problemOf(answer)
    for (const role of access[route as keyof typeof access]) expect(detail).toContain(role)
  })
})

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

it.each(['/healthz', '/v1/playbook', '/v1/nothing'])(
  'sends security headers and its own times: %s',
  async (path) => {
    const { headers } = await call(path)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('strict-transport-security')).toContain('max-age=')
    expect(headers.get('server-timing')).toMatch(/^total;dur=[\d.]+, d1;dur=[\d.]+$/)
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  },
)
