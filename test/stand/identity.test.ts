import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { afterEach, expect, it, vi } from 'vitest'
import { verifyToken } from '../../worker/middleware/verify-token.ts'
import { type Identity, signInByHttp, startIdentity } from './identity.ts'
import { refresh, signInForTokens } from './sign-in.ts'

const audience = 'https://edge.fineline.example'
const extensionIds = ['abcdefghijklmnopabcdefghijklmnop']
const running: Identity[] = []

async function start(
  options: { port?: number; stateDir?: string; autoSignIn?: boolean } = {},
): Promise<Identity> {
  const identity = await startIdentity({ port: 0, extensionIds, audience, autoSignIn: true, ...options })
  running.push(identity)
  return identity
}

afterEach(async () => {
  vi.useRealTimers()
  await Promise.all(running.splice(0).map((identity) => identity.close()))
})

const portOf = ({ issuer }: Identity) => Number(new URL(issuer).port)

it('signs the first agent in without asking and gives a token of ten minutes for the edge', async () => {
  const identity = await start()
  const claims = decodeJwt(await signInByHttp(identity))
  expect(claims).toMatchObject({
    iss: identity.issuer,
    aud: audience,
    sub: 'agent-01',
    roles: ['agent'],
    team: '远程银行一组',
  })
  expect(Number(claims.exp) - Number(claims.iat)).toBe(600)
  expect(decodeJwt(await signInByHttp(identity, { agent: 'supervisor-01' })).roles).toEqual(['supervisor'])
})

it('asks who signs in where it is not told to choose by itself', async () => {
  const identity = await start({ autoSignIn: false })
  const query = new URLSearchParams({
    client_id: 'fineline-extension',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: identity.redirectUri,
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
  })
  const first = await fetch(`${identity.issuer}/auth?${query}`, { redirect: 'manual' })
  const cookie = first.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const page = await fetch(new URL(first.headers.get('location') ?? '', identity.issuer), {
    headers: { cookie },
  })
  const text = await page.text()
  for (const words of ['请选择', 'Choose', '?account=agent-01', '?account=supervisor-01'])
    expect(text).toContain(words)
})

it('keeps keys and sign-ins over a restart', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'identity-'))
  const before = await start({ stateDir })
  const { accessToken, refreshToken } = await signInForTokens(before, 'agent-02')
  await before.close()
  running.splice(0)
  const after = await start({ stateDir, port: portOf(before) })
  const keys = createRemoteJWKSet(new URL(`${after.issuer}/jwks`))
  const read = (token: string) => jwtVerify(token, keys, { issuer: after.issuer, audience })
  expect((await read(accessToken)).payload.sub).toBe('agent-02')
  const fresh = await refresh(after, refreshToken)
  expect((await read(fresh.accessToken)).payload).toMatchObject({ sub: 'agent-02', roles: ['agent'] })
  await expect(refresh(after, refreshToken)).rejects.toThrow('no access token')
  rmSync(stateDir, { recursive: true })
})

it('says which port is taken', async () => {
  const port = portOf(await start())
  await expect(start({ port })).rejects.toThrow(`port ${port} is taken`)
})

it('lets the edge follow a change of keys, and forget the old ones', async () => {
  const before = await start()
  const old = await signInByHttp(before)
  expect(await verifyToken(old, before.issuer, audience)).toEqual({
    subject: 'agent-01',
    roles: ['agent'],
    teams: ['远程银行一组'],
    issued: Number(decodeJwt(old).iat) * 1000,
    expires: Number(decodeJwt(old).exp) * 1000,
  })
  await before.close()
  running.splice(0)
  const after = await start({ port: portOf(before) })
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 })
  const fresh = await signInByHttp(after)
  expect(await verifyToken(fresh, after.issuer, audience)).toMatchObject({ subject: 'agent-01' })
  await expect(verifyToken(old, after.issuer, audience)).rejects.toThrow('the signature does not verify')
})
