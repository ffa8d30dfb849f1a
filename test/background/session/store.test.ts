import { Worker } from 'node:worker_threads'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { SessionStore } from '../../../extension/background/session/store.ts'
import { CLIENT_ID } from '../../stand/identity-configuration.ts'

const extensionId = 'abcdefghijklmnopabcdefghijklmnop'
const redirect = `https://${extensionId}.chromiumapp.org/`
const audience = 'https://edge.fineline.example'
const MINUTE = 60_000

let thread: Worker
let provider: { issuer: string; clientId: string; audience: string }
let session: Record<string, unknown>
let elsewhere: unknown[]
let cookies: Map<string, string>
/** Requests to the provider by path, and windows, in order. */
let asked: string[]
/** Answers that get lost on their way back. */
let lose: (path: string) => boolean

beforeAll(async () => {
  const workerData = { extensionId, audience }
  thread = new Worker(new URL('./provider-thread.ts', import.meta.url), { workerData })
  const issuer = await new Promise<string>((resolve) => thread.once('message', resolve))
  provider = { issuer, clientId: CLIENT_ID, audience }
})
afterAll(() => thread?.terminate())

/** Follows redirects as a window does, with the browser's own cookies, and sends a form that sends itself. */
async function walk(url: string): Promise<string> {
  let [address, body] = [url, undefined as URLSearchParams | undefined]
  while (!address.startsWith(redirect)) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const sent = { redirect: 'manual' as const, headers: { cookie }, ...(body && { method: 'POST', body }) }
    const answer = await realFetch(address, sent)
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';', 1)[0]?.split(/=(.*)/s) ?? []
      if (value && !/expires=Thu, 01 Jan 1970/i.test(line)) cookies.set(name, value)
      else cookies.delete(name)
    }
    const location = answer.headers.get('location')
    const form = location ? '' : await answer.text()
    if (!location && !form.includes('<form')) throw new Error('Authorization page could not be loaded.')
    const fields = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value])
    body = location ? undefined : new URLSearchParams(fields as [string, string][])
    address = new URL(location ?? /action="([^"]+)"/.exec(form)?.[1] ?? '', address).href
  }
  return address
}

const realFetch = globalThis.fetch

function area(items: Record<string, unknown>) {
  return {
    get: async (name: string) => structuredClone(name in items ? { [name]: items[name] } : {}),
    set: async (values: object) => void Object.assign(items, structuredClone(values)),
    remove: async (name: string) => void delete items[name],
  }
}

beforeEach(() => {
  ;[session, elsewhere, cookies, asked, lose] = [{}, [], new Map(), [], () => false]
  const forbidden = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...values: unknown[]) =>
          elsewhere.push([name, values]),
    },
  )
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    const { pathname } = new URL(address)
    asked.push(pathname)
    const answer = await realFetch(address, init)
    if (lose(pathname)) throw new TypeError('Failed to fetch')
    return answer
  })
  vi.stubGlobal('chrome', {
    storage: { session: area(session), local: forbidden, sync: forbidden },
    identity: {
      getRedirectURL: () => redirect,
      launchWebAuthFlow: ({ url, interactive }: { url: string; interactive: boolean }) => {
        asked.push(`${interactive ? 'window' : 'unseen'} ${new URL(url).pathname}`)
        return walk(url)
      },
    },
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const signedIn = async () => {
  const store = new SessionStore()
  await store.signIn(provider, { interactive: true })
  asked.length = 0
  return store
}
/** The browser's clock alone moves. */
const later = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms })
const noDiscovery = () => asked.filter((one) => !one.includes('well-known'))

it('signs in with PKCE; tokens stand in session storage and nowhere else', async () => {
  const store = new SessionStore()
  const { accessToken, refreshToken, subject } = await store.signIn(provider, { interactive: true })
  expect([subject, await store.subject(), await store.token(provider)]).toEqual([
    'agent-01',
    'agent-01',
    accessToken,
  ])
  expect(JSON.stringify(session)).toContain(refreshToken)
  expect(elsewhere).toEqual([])
})

it('renews in time by the refresh token, once for all who ask, and uses each one once', async () => {
  const store = await signedIn()
  const first = await store.token(provider)
  later(7 * MINUTE)
  expect(await store.token(provider)).toBe(first)
  later(2 * MINUTE)
  const tokens = await Promise.all(Array.from({ length: 5 }, () => store.token(provider)))
  expect(new Set(tokens).size).toBe(1)
  expect(tokens[0]).not.toBe(first)
  expect(noDiscovery()).toEqual(['/token'])
  later(9 * MINUTE)
  expect(await store.token(provider)).not.toBe(tokens[0])
  expect(noDiscovery()).toEqual(['/token', '/token'])
})

it('signs in again, unseen, where the answer to a renewal got lost', async () => {
  const store = await signedIn()
  const first = await store.token(provider)
  await store.refuse(first)
  lose = (path) => path === '/token'
  await expect(store.token(provider)).rejects.toMatchObject({ kind: 'unreachable' })
  lose = () => false
  expect(await store.token(provider)).not.toBe(first)
  // The lost one, the one that was used up by it, and the way by the provider's own session.
  expect(noDiscovery()).toEqual(['/token', '/token', 'unseen /auth', '/token'])
  expect(await store.subject()).toBe('agent-01')
})

it.each([2 * 3_600_000, -2 * 3_600_000])(
  'signs in and renews with a clock that is %i ms off',
  async (off) => {
    later(off)
    const store = new SessionStore()
    await store.forget()
    const clientId = `${CLIENT_ID}.agent-02`
    // Another client than before: what is known of its provider's clock is not of the right one.
    const own = { ...provider, clientId }
    await store.signIn(own, { interactive: true })
    asked.length = 0
    const first = await store.token(own)
    later(7 * MINUTE)
    expect(await store.token(own)).toBe(first)
    later(2 * MINUTE)
    expect(await store.token(own)).not.toBe(first)
  },
)

it('where the clock was put back, the token at hand counts as over', async () => {
  const store = await signedIn()
  const first = await store.token(provider)
  later(-5 * MINUTE)
  expect(await store.token(provider)).not.toBe(first)
})

it('a token of another provider, client or audience is not used', async () => {
  const store = await signedIn()
  for (const other of [{ clientId: `${CLIENT_ID}.agent-01` }, { audience: 'https://other.example' }]) {
    asked.length = 0
    const { accessToken } = await store.signIn(provider, { interactive: true })
    expect(await store.token({ ...provider, ...other }).catch(() => '')).not.toBe(accessToken)
    expect(asked).toContain('unseen /auth')
  }
})

it('signing out ends it here, at the provider and for the refresh token, and nobody is signed in again unasked', async () => {
  const store = await signedIn()
  const { refreshToken } = session.session as { refreshToken: string }
  expect(cookies.size).toBeGreaterThan(0)
  expect(await store.signOut()).toBe(true)
  expect(Object.keys(session)).toEqual(['signed-out'])
  const body = new URLSearchParams({
    client_id: CLIENT_ID,
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
  })
  const refused = await realFetch(`${provider.issuer}/token`, { method: 'POST', body })
  expect([refused.status, (await refused.json()).error]).toEqual([400, 'invalid_grant'])
  const query = new URLSearchParams({
    ...{
      client_id: CLIENT_ID,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: redirect,
      prompt: 'none',
    },
    ...{ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' },
  })
  expect(await walk(`${provider.issuer}/auth?${query}`)).toContain('error=login_required')
  asked.length = 0
  await expect(store.token(provider)).rejects.toMatchObject({ kind: 'signed-out' })
  expect(asked).toEqual([])
  await store.signIn(provider, { interactive: true })
  expect(await store.subject()).toBe('agent-01')
})

it('a sign-in that was given up brings nobody back either, though the provider would let them in', async () => {
  const store = await signedIn()
  const kept = new Map(cookies)
  await store.signOut()
  cookies = kept
  lose = () => true
  await expect(store.signIn(provider, { interactive: true })).rejects.toThrow()
  lose = () => false
  asked.length = 0
  await expect(store.token(provider)).rejects.toMatchObject({ kind: 'signed-out' })
  expect(asked).toEqual([])
})

it('a renewal on its way when the agent signs out brings nobody back', async () => {
  const store = await signedIn()
  await store.refuse(await store.token(provider))
  const renewal = store.token(provider).catch(({ kind }) => kind)
  await store.signOut()
  expect(await renewal).toBe('signed-out')
  expect(Object.keys(session)).toEqual(['signed-out'])
})

it('a fresh sign-in asks for the person’s presence anew', async () => {
  const store = await signedIn()
  await store.signIn(provider, { interactive: true, fresh: true })
  expect(noDiscovery()).toEqual(['window /auth', '/token'])
  expect(await store.subject()).toBe('agent-01')
})

it('says "unreachable", not "signed out", while the provider cannot be reached', async () => {
  const store = new SessionStore()
  const nowhere = { ...provider, issuer: 'http://127.0.0.1:9' }
  await expect(store.token(nowhere)).rejects.toMatchObject({ kind: 'unreachable' })
})

it('what another person is given is not kept, and whoever was signed in still is', async () => {
  const store = await signedIn()
  const before = await store.token(provider)
  await expect(store.signIn(provider, { interactive: true }, 'agent-02')).rejects.toMatchObject({
    kind: 'signed-out',
  })
  expect([await store.subject(), await store.token(provider)]).toEqual(['agent-01', before])
})

it('a renewal under way is no sign-in', async () => {
  const store = await signedIn()
  await store.refuse(await store.token(provider))
  const renewal = store.token(provider)
  await vi.waitFor(() => expect(noDiscovery()).toContain('/token'))
  const { accessToken } = await store.signIn(provider, { interactive: true, fresh: true }, 'agent-01')
  expect(await renewal).not.toBe(accessToken)
  expect(await store.token(provider)).toBe(accessToken)
  expect(noDiscovery()).toContain('window /auth')
})

it('says at once where somebody else signs in over a session that was not given up', async () => {
  const told: string[] = []
  const store = new SessionStore(
    () => told.push('begun'),
    () => told.push(`now: ${(session.session as { subject: string }).subject}`),
  )
  await store.signIn(provider, { interactive: true })
  await store.signIn(provider, { interactive: true, fresh: true })
  expect(told).toEqual(['begun', 'begun'])
  Object.assign(session.session as object, { subject: 'agent-02' })
  await store.signIn(provider, { interactive: true, fresh: true })
  expect(told).toEqual(['begun', 'begun', 'now: agent-01', 'begun'])
})
