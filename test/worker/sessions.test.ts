import { env } from 'cloudflare:workers'
import { decodeJwt } from 'jose'
import { beforeAll, expect, inject, it, vi } from 'vitest'
import { AuditPage } from '../../worker/contract/audit.ts'
import { SessionsEnded } from '../../worker/contract/session.ts'
import { firstBrokenLink } from '../../worker/services/audit/verify.ts'
import { problemOf } from './changes.ts'
import { call, post, publishPlaybook } from './edge.ts'

const tokens = inject('tokens')
const as = (token: string) => ({ authorization: `Bearer ${token}` })
const me = (token: string) => call('/v1/me', { headers: as(token) })
const end = (body: object, token: string) => post('/v1/sessions/end', body, as(token))
const kindOf = async (answer: Response) => (await problemOf(answer)).type.split(':').at(-1)

beforeAll(async () => {
  await publishPlaybook()
})

it('ends what was issued before, at once, and lets in who signs in anew', async () => {
  const { before, after } = tokens.leaver
  expect((await me(before)).status).toBe(200)
  // Between the two, however long ago they were made.
  const { iat = 0 } = decodeJwt(before)
  vi.useFakeTimers({ toFake: ['Date'], now: iat * 1000 + 15_000 })
  const ended = SessionsEnded.parse(await (await end({}, before)).json())
  vi.useRealTimers()
  expect(ended.subject).toBe('leaver-01')
  const refused = await me(before)
  expect([refused.status, await kindOf(refused)]).toEqual([401, 'session-ended'])
  expect((await me(after)).status).toBe(200)
  expect((await me(tokens.agent)).status).toBe(200)
})

it('lets nobody but an administrator end another’s, and writes down who did', async () => {
  for (const token of [tokens.agent, tokens.supervisor, tokens.auditor, tokens.service]) {
    const answer = await end({ subject: 'leaver-02' }, token)
    expect([answer.status, await kindOf(answer)]).toEqual([403, 'role-missing'])
  }
  const headers = { ...as(tokens.admin), 'cf-connecting-ip': '192.0.2.7' }
  expect((await post('/v1/sessions/end', { subject: 'leaver-02' }, headers)).status).toBe(200)
  const { entries } = AuditPage.parse(await (await call('/v1/audit', { headers: as(tokens.auditor) })).json())
  const ends = entries.filter(({ action }) => action === 'sessions.end')
  expect(ends.map(({ actor, subject, origin }) => [actor, subject, origin])).toEqual([
    ['admin-01', 'person/leaver-02', '192.0.2.7'],
    ['leaver-01', 'person/leaver-01', ''],
  ])
  expect(await firstBrokenLink(entries.toReversed())).toBeNull()
})

it('an isolate that was not told hears of it within ten seconds', async () => {
  expect((await me(tokens.otherSupervisor)).status).toBe(200)
  const row = ['supervisor-02', new Date(Date.now() + 5000).toISOString(), 'admin-01']
  await env.PLAYBOOK.prepare('insert into sign_out (subject, at, by) values (?, ?, ?)')
    .bind(...row)
    .run()
  expect((await me(tokens.otherSupervisor)).status).toBe(200)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10_000 })
  const answer = await me(tokens.otherSupervisor)
  vi.useRealTimers()
  expect([answer.status, await kindOf(answer)]).toEqual([401, 'session-ended'])
})

it('a program of the bank signs in with a secret or with a key, as itself and for its own work alone', async () => {
  const said = await Promise.all(
    [me(tokens.service), me(tokens.serviceByKey)].map(async (one) => (await one).json()),
  )
  expect(said).toEqual([
    { subject: 'nightly-job', roles: ['service'], teams: [] },
    { subject: 'importer', roles: ['service'], teams: [] },
  ])
  const conversion = {
    id: 'one',
    customerKey: '1'.padStart(64, '0'),
    tipId: 'call-back',
    at: '2026-01-02T03:04:05Z',
  }
  const answer = await post('/v1/conversions', { conversions: [conversion] }, as(tokens.serviceByKey))
  expect([answer.status, await answer.json()]).toEqual([200, { stored: 1, known: 0, refused: [] }])
  for (const path of ['/v1/playbook', '/v1/changes', '/v1/audit', '/v1/fleet'])
    expect((await call(path, { headers: as(tokens.service) })).status).toBe(403)
})
