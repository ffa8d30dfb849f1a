import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Failure } from '../../extension/background/failure.ts'
import { type Around, HomeOffice } from '../../extension/background/home-office.ts'
import { Policy } from '../../extension/policy.ts'
import { fakeChrome } from './chrome.ts'

const policy = Policy.parse({
  edgeUrl: 'https://edge.bank.example',
  issuer: 'https://login.bank.example',
  clientId: 'fineline',
  audience: 'https://edge.bank.example',
  hmacKeyId: '2026-1',
  hmacSecret: 'A'.repeat(43),
  homeOffice: true,
})
const ALARM = 'home-office-lock'

/** Who is signed in, who comes to the provider next, and what was changed. */
let [signedIn, next, changed]: [string | null, string, number] = ['agent-01', 'agent-01', 0]

const around = (): Around => ({
  policy: () => policy,
  session: {
    subject: async () => signedIn,
    signIn: async (_provider, { fresh }, only = null) => {
      expect(fresh).toBe(true)
      if (only !== null && next !== only) throw new Failure('signed-out')
      signedIn = next
      return { subject: next } as Awaited<ReturnType<Around['session']['signIn']>>
    },
  },
  words: () => ({ title: '', detail: '', unlock: '', copied: '' }),
  lang: () => 'en',
  place: () => ({ screen: 'crm/one', customerKey: null }),
  outbox: { add: async () => undefined },
  changed: () => {
    changed += 1
  },
  watermarkTaken: () => undefined,
})

beforeEach(() => {
  fakeChrome()
  Object.assign(chrome.storage, { session: chrome.storage.local })
  ;[signedIn, next, changed] = ['agent-01', 'agent-01', 0]
})
afterEach(() => vi.unstubAllGlobals())

async function locked(): Promise<HomeOffice> {
  const home = new HomeOffice(around())
  home.onAlarm(ALARM)
  await vi.waitFor(() => expect(changed).toBe(1))
  expect(home.locked).toBe(true)
  return home
}

it('opens for the person who was there', async () => {
  const home = await locked()
  await home.unlock()
  expect([home.locked, changed]).toEqual([false, 2])
})

it('does not open for another, however often they come, nor after a stop of the worker', async () => {
  const home = await locked()
  next = 'agent-02'
  await home.unlock()
  await home.unlock()
  const after = new HomeOffice(around())
  await after.restore()
  // Somebody else has come to be signed in meanwhile, or nobody is.
  for (const who of ['agent-02', null]) {
    signedIn = who
    await after.unlock()
    after.onAlarm(ALARM)
    await after.unlock()
  }
  expect([home.locked, after.locked]).toEqual([true, true])
  next = 'agent-01'
  await after.unlock()
  expect(after.locked).toBe(false)
})
