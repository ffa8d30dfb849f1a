import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { EdgeClient } from '../../extension/background/edge.ts'
import type { Policy } from '../../extension/background/policy.ts'
import type { SessionStore } from '../../extension/background/session/store.ts'

afterEach(() => vi.unstubAllGlobals())

const policy = { edgeUrl: 'https://edge.bank.example' } as Policy
const standing = () => ({ policy, problems: [], reach: policy })
const session = { token: async () => 'token', refuse: async () => undefined } as unknown as SessionStore

/** An edge that answers once; gives back what it was asked. */
function edge(answer: Response) {
  const asked: { url: string; headers: Headers }[] = []
  vi.stubGlobal('fetch', async (url: URL, { headers }: RequestInit) => {
    asked.push({ url: url.href, headers: new Headers(headers) })
    return answer
  })
  return { asked, client: new EdgeClient(standing, session) }
}

it('hands the console’s ETag on, and the answer’s back', async () => {
  const { asked, client } = edge(new Response(null, { status: 304, headers: { ETag: '"7"' } }))
  const said = await client.forward({ method: 'GET', path: '/v1/playbook', etag: '"7"' })
  expect(asked[0]?.headers.get('If-None-Match')).toBe('"7"')
  expect(said).toEqual({ status: 304, etag: '"7"', body: null })
})

it('asks for the whole where the console holds nothing', async () => {
  const { asked, client } = edge(Response.json({ version: 7 }))
  const said = await client.forward({ method: 'GET', path: '/v1/playbook' })
  expect(asked[0]?.headers.has('If-None-Match')).toBe(false)
  expect(said).toEqual({ status: 200, etag: '', body: { version: 7 } })
})

it('one’s own figures are asked for by days, and a refusal does not make the edge look broken', async () => {
  const { asked, client } = edge(new Response(null, { status: 403 }))
  await expect(client.ownResults('2026-11-23', '2026-11-26')).rejects.toMatchObject({ cause: 403 })
  expect(asked[0]?.url).toBe('https://edge.bank.example/v1/results/own?from=2026-11-23&until=2026-11-26')
  expect(client.failure).toBeNull()
})

describe('an edge that wants to be asked less often', () => {
  const busy = () => new Response(null, { status: 429, headers: { 'Retry-After': '10' } })
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('is not asked the same before its time, and again after it', async () => {
    const { asked, client } = edge(busy())
    await expect(client.decisions(['a'])).rejects.toMatchObject({ kind: 'busy', wait: 10_000 })
    vi.advanceTimersByTime(4000)
    await expect(client.decisions(['b'])).rejects.toMatchObject({ kind: 'busy', wait: 6000 })
    expect([asked.length, client.failure]).toEqual([1, 'busy'])
    vi.advanceTimersByTime(6000)
    await expect(client.decisions(['c'])).rejects.toMatchObject({ kind: 'busy' })
    expect(asked).toHaveLength(2)
  })

  it('is asked other things all the while', async () => {
    const { asked, client } = edge(busy())
    await expect(client.decisions(['a'])).rejects.toMatchObject({ kind: 'busy' })
    await expect(client.outcomes([])).rejects.toMatchObject({ kind: 'busy' })
    expect(asked).toHaveLength(2)
  })

  it('tells the console so, though nothing went out', async () => {
    const { asked, client } = edge(busy())
    const ask = () => client.forward({ method: 'GET', path: '/v1/pushes' })
    expect([(await ask()).status, (await ask()).status, asked.length]).toEqual([429, 429, 1])
  })
})

describe('an edge that says that all sessions were ended', () => {
  const ended = () =>
    Response.json(
      {
        type: 'urn:problem-type:fineline:session-ended',
        title: 'Ended',
        status: 401,
        detail: '',
        remedy: '',
      },
      { status: 401 },
    )

  /** A browser whose edge refuses the first token. */
  function desk(isCurrent: boolean) {
    const tokens = isCurrent ? ['first'] : ['first', 'second']
    const sent: string[] = []
    const over = vi.fn()
    const its = {
      token: async () => (tokens.length > 1 ? tokens.shift() : tokens[0]) as string,
      refuse: async () => undefined,
      isCurrent: async () => isCurrent,
    } as unknown as SessionStore
    vi.stubGlobal('fetch', async (_: URL, { headers }: RequestInit) => {
      const token = new Headers(headers).get('Authorization') ?? ''
      sent.push(token)
      return token === 'Bearer first' ? ended() : Response.json({})
    })
    return { client: new EdgeClient(standing, its, over), sent, over }
  }

  it('ends the session here too', async () => {
    const { client, over, sent } = desk(true)
    await expect(client.forward({ method: 'GET', path: '/v1/me' })).rejects.toMatchObject({
      kind: 'signed-out',
    })
    expect(over).toHaveBeenCalledOnce()
    expect(sent).toHaveLength(1)
  })

  it('does not sign out somebody who had signed in again while that was on its way', async () => {
    const { client, over, sent } = desk(false)
    expect((await client.forward({ method: 'GET', path: '/v1/me' })).status).toBe(200)
    expect(over).not.toHaveBeenCalled()
    expect(sent).toEqual(['Bearer first', 'Bearer second'])
  })
})

describe('whom a number leads to', () => {
  const hash = 'a'.repeat(64)
  const answer = (of: string) => Response.json({ resolved: [{ hash: of, status: 'unknown' }] })

  it('is asked for by its hash', async () => {
    const { asked, client } = edge(answer(hash))
    expect(await client.resolve(hash)).toEqual({ hash, status: 'unknown' })
    expect(asked[0]?.url).toBe('https://edge.bank.example/v1/identifiers/resolve')
  })

  it.each([
    ['of another number', answer('b'.repeat(64))],
    ['of none', Response.json({ resolved: [] })],
    ['that says something else', Response.json({ resolved: [{ hash, status: 'perhaps' }] })],
  ])('an answer %s is none', async (_, wrong) => {
    await expect(edge(wrong).client.resolve(hash)).rejects.toMatchObject({ kind: 'refused' })
  })
})
