import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import * as z from 'zod'
import { createApp } from '../../worker/app.ts'
import type { Env } from '../../worker/env.ts'
import { access } from '../../worker/middleware/access.ts'
import { draft, move, newChange } from './changes.ts'
import { call, keyOf, outcome, playbook, post, publishPlaybook, stepCountBatch } from './edge.ts'

type Json = Record<string, unknown>
interface Document {
  openapi: string
  paths: Record<string, Record<string, { security?: unknown; responses: Record<string, { content?: Json }> }>>
  components: { schemas: Record<string, Json> }
}

let document: Document

beforeAll(async () => {
  await publishPlaybook()
  const answer = await call('/openapi.json', { headers: { authorization: '' } })
  expect(answer.status).toBe(200)
  document = await answer.json()
})

describe('the API document', () => {
  it('is OpenAPI 3.1 whose references all resolve', () => {
    expect(document.openapi).toBe('3.1.0')
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)]
    expect(references.length).toBeGreaterThan(20)
    for (const [, name] of references) expect(document.components.schemas).toHaveProperty(String(name))
  })

  it('holds every route of the edge but its own page', () => {
    const routes = createApp()
      .routes.filter(({ method, path }) => method !== 'ALL' && !/^\/(docs|openapi)/.test(path))
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(documented.toSorted()).toEqual([...new Set(routes)].toSorted())
  })

  it('demands a token for every route under /v1, each of which is in the access table, and a ticket for the channel', () => {
    const protectedRoutes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { security }]) => security)
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    )
    expect(protectedRoutes.toSorted()).toEqual(Object.keys(access).toSorted())
    const open = Object.entries(document.paths)
      .filter(([, methods]) => !Object.values(methods).every((one) => one.security))
      .map(([path]) => path)
    expect(open.toSorted()).toEqual(['/healthz', '/readyz', '/v1/live'])
  })

  it.each<[string, string, () => Promise<Response>]>([
    ['post', '/v1/decisions', () => post('/v1/decisions', { customerKeys: [keyOf(1)] })],
    ['post', '/v1/decisions', () => post('/v1/decisions', {})],
    ['post', '/v1/outcomes', () => post('/v1/outcomes', { outcomes: [outcome()] })],
    ['post', '/v1/health/readings', () => post('/v1/health/readings', stepCountBatch())],
    ['get', '/v1/health/adapters', () => call('/v1/health/adapters', supervisor())],
    ['get', '/v1/health/adapters', () => call('/v1/health/adapters?days=x', supervisor())],
    ['get', '/v1/me', () => call('/v1/me')],
    ['get', '/v1/changes', () => call('/v1/changes?state=all', supervisor())],
    ['post', '/v1/changes', async () => post('/v1/changes', await newChange(), supervisor().headers)],
    ['get', '/v1/changes/{id}', async () => call(`/v1/changes/${(await draft()).id}`, supervisor())],
    ['get', '/v1/changes/{id}', () => call(`/v1/changes/${crypto.randomUUID()}`, supervisor())],
    [
      'post',
      '/v1/changes/{id}/submit',
      async () => move(await draft({ content: {} }), 'submit', supervisor().headers),
    ],
    ['get', '/v1/playbooks', () => call('/v1/playbooks', supervisor())],
    ['get', '/v1/playbooks/{version}', () => call('/v1/playbooks/1', supervisor())],
    ['get', '/v1/playbooks/{version}', () => call('/v1/playbooks/0', supervisor())],
    ['get', '/v1/audit', () => call('/v1/audit?limit=3', supervisor())],
    ['post', '/v1/live/ticket', () => call('/v1/live/ticket', { method: 'POST' })],
    ['get', '/v1/live', () => call('/v1/live?ticket=none')],
    ['get', '/v1/pushes', () => call('/v1/pushes', supervisor())],
    ['get', '/v1/playbook', () => call('/v1/playbook')],
    ['get', '/v1/playbook', () => call('/v1/playbook', { headers: { authorization: '' } })],
    ['post', '/v1/previews', () => post('/v1/previews', unchanged, supervisor().headers)],
    ['post', '/v1/previews', () => post('/v1/previews', { ...unchanged, content: 1 }, supervisor().headers)],
    ['post', '/v1/previews/findings', () => post('/v1/previews/findings', unchanged, supervisor().headers)],
    [
      'post',
      '/v1/conversions',
      () => post('/v1/conversions', { conversions: [conversion] }, admin().headers),
    ],
    ['get', '/v1/results', () => call(`/v1/results?${days}`, supervisor())],
    ['get', '/v1/results', () => call('/v1/results', supervisor())],
    ['get', '/v1/results/own', () => call(`/v1/results/own?${days}`)],
    ['get', '/v1/quality', () => call('/v1/quality', supervisor())],
    ['get', '/healthz', () => call('/healthz')],
    ['get', '/readyz', () => call('/readyz')],
  ])('describes what %s %s really answers (%#)', async (method, path, request) => {
    const answer = await request()
    const type = answer.headers.get('content-type') ?? ''
    const content = document.paths[path]?.[method]?.responses[answer.status]?.content?.[type] as Json
    expect(schemaOf(content.schema as Json).safeParse(await answer.json()).error).toBeUndefined()
  })
})

const unchanged = { kind: 'tip', itemId: 'call-back', content: playbook.tips[0] }
const conversion = { id: 'one', customerKey: keyOf(1), tipId: 'call-back', at: '2026-01-02T03:04:05Z' }
const days = 'from=2026-01-01&until=2026-01-28'
const admin = () => ({ headers: { authorization: `Bearer ${inject('tokens').admin}` } })
const supervisor = () => ({ headers: { authorization: `Bearer ${inject('tokens').supervisor}` } })

/** The schema as zod reads it, with the document's components as its definitions. */
function schemaOf(schema: Json): z.ZodType {
  const all = JSON.stringify({ ...schema, $defs: document.components.schemas })
  return z.fromJSONSchema(JSON.parse(all.replaceAll('#/components/schemas/', '#/$defs/')))
}

describe('the API page', () => {
  it('loads nothing but its own files, each of which is there', async () => {
    const page = await call('/docs', { headers: { authorization: '' } })
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(page.headers.get('content-security-policy')).toMatch(
      /default-src 'none'; script-src 'self'; style-src 'self'/,
    )
    const files = [...(await page.text()).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => String(path))
    expect(files).toHaveLength(4)
    for (const path of files) {
      const file = await call(path, { headers: { authorization: '' } })
      expect([path, file.status, file.headers.get('x-content-type-options')]).toEqual([path, 200, 'nosniff'])
      expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(50)
    }
  })
})

describe('health', () => {
  it('is up without asking the database', async () => {
    const answer = await call('/healthz', { headers: { authorization: '' } })
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'up' }])
    expect(answer.headers.get('server-timing')).toContain('d1;dur=0.0')
  })

  const ask = (path: string, change: Partial<Env>) => {
    const headers = { authorization: `Bearer ${inject('tokens').agent}` }
    return createApp().request(path, { headers }, { ...env, ...change })
  }

  it.each<[string, Partial<Env>]>([
    ['OIDC_ISSUER', { OIDC_ISSUER: 'http://id.bank.example' }],
    ['OIDC_AUDIENCE', { OIDC_AUDIENCE: '' }],
    ['ALLOWED_ORIGINS', { ALLOWED_ORIGINS: 'https://crm.bank.example' }],
  ])('names the variable that is wrong: %s', async (name, change) => {
    for (const path of ['/readyz', '/v1/playbook']) {
      const answer = await ask(path, change)
      expect(answer.status).toBe(503)
      expect(await answer.json()).toMatchObject({
        type: 'urn:problem-type:fineline:not-configured',
        detail: expect.stringContaining(name),
      })
    }
    expect((await ask('/healthz', change)).status).toBe(200)
  })

  it('tells a provider that does not answer from a token that is wrong', async () => {
    const answer = await ask('/v1/playbook', { OIDC_ISSUER: `${env.OIDC_ISSUER}/none` })
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ type: 'urn:problem-type:fineline:no-identity-provider' })
  })

  it('is not ready with a migration missing, and says that the database fails when a table is gone', async () => {
    expect((await call('/readyz')).status).toBe(200)
    await env.PLAYBOOK.exec('delete from d1_migrations')
    const behind = await call('/readyz')
    expect([behind.status, await behind.json()]).toMatchObject([
      503,
      { type: 'urn:problem-type:fineline:no-migrations' },
    ])
    await env.PLAYBOOK.exec('drop table playbook')
    const broken = await call('/v1/playbook')
    expect([broken.status, await broken.json()]).toMatchObject([
      503,
      { type: 'urn:problem-type:fineline:no-database' },
    ])
  })
})
