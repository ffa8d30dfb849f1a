import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { access, type ProtectedRoute } from '../../worker/middleware/access.ts'
import { call, publishPlaybook } from './edge.ts'
import { requests } from './requests.ts'

const tokens = inject('tokens')

/** What must be found in no log: it stands in bodies, addresses, headers and tokens below. */
const MARK = 'mark6222021234567890'
const SECRETS = [MARK, '张三丰', '6222021234567890', 'f'.repeat(64)]

beforeAll(async () => {
  await publishPlaybook()
})
afterEach(() => vi.restoreAllMocks())

/** Whatever is said while something is done. */
async function said(act: () => Promise<unknown>): Promise<string> {
  const lines: string[] = []
  const hear = (...parts: unknown[]) => void lines.push(parts.map(String).join(' '))
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation(hear)
  await act()
  vi.restoreAllMocks()
  return lines.join('\n')
}

const asRole = (route: string) => {
  const [role] = access[route as ProtectedRoute]
  return { authorization: `Bearer ${tokens[role as 'agent']}` }
}

const marked = {
  [MARK]: MARK,
  customerKeys: ['f'.repeat(64), MARK],
  customerNumber: '6222021234567890',
  name: '张三丰',
  outcomes: [{ id: MARK, customerKey: 'f'.repeat(64), reasonText: '张三丰 6222021234567890' }],
  id: MARK,
  content: { id: MARK, label: '张三丰' },
}

describe.each(Object.keys(access))('%s', (route) => {
  const [method = '', pattern = ''] = route.split(' ')
  const path = pattern.replace(/\{\w+\}/, MARK)

  it('answers with every protecting header, and stays in no cache, whatever it answers', async () => {
    const answers = [
      await (await requests[route as ProtectedRoute]())(asRole(route)),
      await (await requests[route as ProtectedRoute]())({ authorization: '' }),
      await call(path, { method: 'DELETE' }),
    ]
    expect(answers[0]?.status).toBe(200)
    for (const { headers } of answers) {
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('permissions-policy')).toContain('camera=()')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cache-control')).toMatch(/no-store|^private, no-cache$/)
      expect(headers.get('server-timing')).toMatch(/^total;dur=[\d.]+, d1;dur=[\d.]+$/)
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
      expect(headers.get('access-control-allow-credentials')).toBeNull()
    }
  })

  it('logs nothing that a caller sent, whether it is let in, refused or fails', async () => {
    const init = (headers: Record<string, string>) => ({
      method,
      headers: {
        'content-type': 'application/json',
        'user-agent': MARK,
        'x-forwarded-for': MARK,
        'accept-language': MARK,
        ...headers,
      },
      ...(method === 'GET' ? {} : { body: JSON.stringify(marked) }),
    })
    const query = `?from=${MARK}&team=${encodeURIComponent('张三丰')}&number=6222021234567890`
    const database = { prepare: () => failure(), batch: () => failure() }
    const failing = { ...env, PLAYBOOK: database, CUSTOMERS: database }
    const lines = await said(async () => {
      await call(path + query, init(asRole(route)))
      await call(path, init(asRole(route)))
      await call(path + query, init({ authorization: `Bearer ${MARK}` }))
      await call(path + query, { ...init({}), method: 'DELETE' })
      await call(`/v1/${MARK}`, init({}))
      const broken = await createApp().request(path, init(asRole(route)), failing as never)
      expect(await broken.text()).not.toMatch(/D1_ERROR|\bat .+:\d+/)
    })
    expect(lines.split('\n').length).toBeGreaterThan(5)
    for (const secret of [...SECRETS, asRole(route).authorization.slice(-40)])
      expect(lines).not.toContain(secret)
  })
})

/** A database whose errors quote what stood in the statement. */
function failure(): never {
  throw new Error(`D1_ERROR near "${MARK}" 6222021234567890`)
}

it.each([
  '/healthz',
  '/readyz',
  '/docs',
  '/docs/start.js',
  '/openapi.json',
  '/v1/nothing',
  '/nothing',
  '/v1/live',
])('sends protecting headers and its own times: %s', async (path) => {
  const { headers } = await call(path)
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(headers.get('strict-transport-security')).toContain('max-age=31536000')
  expect(headers.get('permissions-policy')).toContain('geolocation=()')
  expect(headers.get('server-timing')).toMatch(/^total;dur=[\d.]+, d1;dur=[\d.]+$/)
})
