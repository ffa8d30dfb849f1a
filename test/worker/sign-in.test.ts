import { env } from 'cloudflare:workers'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { type Reading, verifyToken } from '../../worker/middleware/verify-token.ts'

const provider = inject('rotating')
const audience = 'https://edge.fineline.example'

const ask = async (path: string, body: object = {}) =>
  (await fetch(provider + path, { method: 'POST', body: JSON.stringify(body) })).json()

const seconds = () => Math.floor(Date.now() / 1000)

/** A token with the provider's newest key. */
const token = async (claims: object = {}): Promise<string> => {
  const usual = { iss: provider, aud: audience, sub: 'agent-01', iat: seconds(), exp: seconds() + 600 }
  return (await ask('/token', { typ: 'JWT', ...usual, ...claims })) as string
}

const read = (text: string, reading?: Reading, issuer = provider) =>
  verifyToken(text, issuer, audience, reading)

const usual: Reading = { roles: 'roles', teams: 'teams', keysUrl: '' }

/** One clock for all tests, since what is known of keys has an age. */
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterAll(() => {
  vi.useRealTimers()
})
const later = (ms: number) => vi.setSystemTime(Date.now() + ms)

describe('when the provider changes its keys', () => {
  it('a new key is accepted at once, and a removed one no longer than ten minutes', async () => {
    const before = await token({ exp: seconds() + 7200 })
    expect(await read(before)).toMatchObject({ subject: 'agent-01' })
    later(31_000)
    await ask('/rotate')
    // Nobody has seen the new key yet: the keys at hand still hold the old one.
    expect(await read(before)).toMatchObject({ subject: 'agent-01' })
    expect(await read(await token())).toMatchObject({ subject: 'agent-01' })
    // The new one was fetched, and with that the old one is gone.
    await expect(read(before)).rejects.toThrow('the signature does not verify')
  })

  it('without a token of the new key the old one is refused after ten minutes', async () => {
    const before = await token({ exp: seconds() + 7200 })
    later(31_000)
    expect(await read(before)).toMatchObject({ subject: 'agent-01' })
    await ask('/rotate')
    later(601_000)
    await expect(read(before)).rejects.toThrow('the signature does not verify')
  })

  it('tokens of unknown keys make the edge ask twice a minute at most', async () => {
    later(700_000)
    expect(await read(await token())).toMatchObject({ subject: 'agent-01' })
    await ask('/rotate')
    await expect(read(await token())).rejects.toThrow('the signature does not verify')
    later(31_000)
    expect(await read(await token())).toMatchObject({ subject: 'agent-01' })
  })
})

it.each([
  [
    'that was made a day ago, when nobody remembers sign-outs any more',
    { iat: seconds() - 86_400 - 60 },
    'issued',
  ],
  ['that does not say when it was made', { iat: undefined }, 'the claim iat'],
])('a token %s is refused, however long it lasts', async (_, claims, why) => {
  await expect(read(await token({ exp: seconds() + 864_000, ...claims }))).rejects.toThrow(why)
})

describe('roles and teams', () => {
  it.each<[string, Partial<Reading>, object, string[], string[]]>([
    ['as lists', {}, { roles: ['agent', 'nobody'], teams: ['one', 'two'] }, ['agent'], ['one', 'two']],
    ['as one text', {}, { roles: 'approver', teams: 'one' }, ['approver'], ['one']],
    [
      'below another claim, as Cloudflare Access puts them',
      { roles: 'custom.fineline_roles', teams: 'custom.department' },
      { custom: { fineline_roles: ['admin', 'auditor'], department: 'IT' } },
      ['admin', 'auditor'],
      ['IT'],
    ],
    ['nowhere', { roles: 'custom.roles' }, { roles: ['admin'] }, [], []],
    ['nowhere but in what every object has', { roles: 'constructor.name' }, {}, [], []],
  ])('%s', async (_, reading, claims, roles, teams) => {
    const agent = await read(await token(claims), { ...usual, ...reading })
    expect([agent.roles, agent.teams]).toEqual([roles, teams])
  })
})

/** Shaped as Cloudflare documents its application tokens; signed by a provider of our own. */
describe('a token shaped like one of Cloudflare Access', () => {
  const reading: Reading = { ...usual, roles: 'custom.roles', keysUrl: `${provider}/cdn-cgi/access/certs` }
  const team = 'https://bank.cloudflareaccess.example'
  const claims = {
    iss: team,
    aud: [audience],
    email: 'agent@bank.example',
    nbf: 0,
    type: 'app',
    identity_nonce: 'x',
    sub: '7335d417-61da-459d-899c-0a01c76a2f94',
    country: 'CN',
    custom: { roles: ['agent'] },
  }

  it('is read with the keys of its own address', async () => {
    expect(await read(await token(claims), reading, team)).toMatchObject({
      subject: claims.sub,
      roles: ['agent'],
    })
  })

  it('is refused where it names no person: an Access service token', async () => {
    await expect(read(await token({ ...claims, sub: '' }), reading, team)).rejects.toThrow('the claim sub')
  })

  it('is refused for another application', async () => {
    await expect(read(await token({ ...claims, aud: ['other'] }), reading, team)).rejects.toThrow(
      'the claim aud',
    )
  })
})

it('the header of Cloudflare Access is believed only where the deployment says so', async () => {
  const { createApp } = await import('../../worker/app.ts')
  const app = createApp()
  const headers = { 'cf-access-jwt-assertion': await token({ roles: ['agent'] }) }
  const settings = { ...env, OIDC_ISSUER: provider, OIDC_AUDIENCE: audience }
  const context = { waitUntil: () => undefined, passThroughOnException: () => undefined, props: {} }
  const me = (more: object) => app.request('/v1/me', { headers }, { ...settings, ...more }, context)
  expect((await me({})).status).toBe(401)
  const answer = await me({ OIDC_TOKEN_HEADER: 'cf-access-jwt-assertion' })
  expect(await answer.json()).toEqual({ subject: 'agent-01', roles: ['agent'], teams: [] })
})
