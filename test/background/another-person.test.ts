import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { beginAnew, forgetAnswers } from '../../extension/background/another-person.ts'
import { Contacts } from '../../extension/background/contacts.ts'
import { DecisionStore } from '../../extension/background/decisions.ts'
import type { EdgeClient } from '../../extension/background/edge.ts'
import { type Around, HomeOffice } from '../../extension/background/home-office.ts'
import { Identifiers } from '../../extension/background/identifiers.ts'
import { Live } from '../../extension/background/live/live.ts'
import type { PlaybookStore } from '../../extension/background/playbooks.ts'
import type { SessionStore } from '../../extension/background/session/store.ts'
import { HOME_PORT, type ToHome } from '../../extension/messages.ts'
import { customerKey, decided, wealthy } from '../panel/story.ts'
import { area } from './area.ts'
import { fakeChrome } from './chrome.ts'

const TAB = 7
const hash = 'a'.repeat(64)
const contact = { channel: 'phone', startedAt: '2026-11-26T02:00:00.000Z' } as const

/** A socket as the browser has it, with its other end in the test's hands. */
class Socket {
  static readonly OPEN = 1
  static all: Socket[] = []
  readonly address: string
  readyState = 0
  onopen?: () => void
  onmessage?: (event: { data: string }) => void

  constructor(address: string) {
    this.address = address
    Socket.all.push(this)
  }
  send(): void {}
  close(): void {
    this.readyState = 3
  }
  opens(): void {
    this.readyState = 1
    this.onopen?.()
  }
  hears(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) })
  }
}
const last = () => Socket.all.at(-1) as Socket
const notice = {
  ...{
    id: crypto.randomUUID(),
    version: 5,
    kind: 'tip',
    itemId: 'steady',
    urgent: true,
    until: null,
    audience: {},
  },
  text: { zh: '暂停申购。', en: 'Closed.' },
}

let person: string
beforeEach(() => {
  person = 'agent-01'
  Socket.all = []
  vi.stubGlobal('WebSocket', Socket)
  fakeChrome()
  Object.assign(chrome, { scripting: { getRegisteredContentScripts: async () => [{ id: 'home-office' }] } })
})
afterEach(() => vi.unstubAllGlobals())

/** What the background holds for whoever is signed in, with an edge that says for whom it answered. */
function desk() {
  const session = { subject: async () => person } as unknown as SessionStore
  const decisions = vi.fn(async () => ({ playbookVersion: 5, decisions: [decided(wealthy)] }))
  const resolve = vi.fn(async () => ({ hash, status: 'one', customerKey, role: 'owner' }) as const)
  const services = {
    decisions: new DecisionStore({ decisions }),
    identifiers: new Identifiers({ resolve }),
    contacts: new Contacts(area() as never),
  }
  const live = new Live({
    edge: { liveAddress: async () => `ws://edge.example/v1/live?of=${person}` } as unknown as EdgeClient,
    session,
    playbooks: { current: { numbered: { version: 5 } }, confirm: () => {} } as unknown as PlaybookStore,
    ...{ busy: () => false, gone: () => {}, notices: () => {} },
  })
  const words = () => ({ title: '', detail: '', unlock: '', copied: '' })
  const around = {
    ...{ policy: () => ({ homeOffice: true, watermark: true }), session, words, lang: () => 'en' },
  } as unknown as Around
  const told: ToHome[] = []
  const home = new HomeOffice(around)
  const listens = { addListener: () => {} }
  home.connect({
    ...{ name: HOME_PORT, onDisconnect: listens, onMessage: listens },
    postMessage: (message: ToHome) => told.push(message),
  } as unknown as chrome.runtime.Port)
  return { services, live, home, told, decisions, resolve }
}

it('what was asked for one person serves nobody else, nor is shown, told or written over the page any more', async () => {
  const { services, live, home, told, decisions, resolve } = desk()
  services.contacts.open(TAB, customerKey, 'phone', new Date())
  const ask = () =>
    Promise.all([services.decisions.get([customerKey], contact), services.identifiers.get(hash)])
  await ask()
  await ask()
  expect([decisions.mock.calls.length, resolve.mock.calls.length]).toEqual([1, 1])
  live.open()
  await vi.waitFor(() => expect(Socket.all).toHaveLength(1))
  const before = last()
  before.opens()
  before.hears({ type: 'notice', notice })
  expect(live.notices.shown(new Date())).toHaveLength(1)
  await vi.waitFor(() => expect(told.at(-1)?.watermark).toBe('agent-01'))

  person = 'agent-02'
  const again = vi.fn()
  forgetAnswers(services)
  await beginAnew({ live, home, hub: { again } })
  expect(again).toHaveBeenCalledOnce()
  expect(told.at(-1)?.watermark).toBe('agent-02')
  await vi.waitFor(() => expect(last().address).toContain('agent-02'))
  expect(before.readyState).toBe(3)
  expect(live.notices.shown(new Date())).toEqual([])
  before.hears({ type: 'notice', notice: { ...notice, id: crypto.randomUUID() } })
  expect(live.notices.shown(new Date())).toEqual([])
  expect(services.contacts.of(TAB)).toBeNull()
  await ask()
  expect([decisions.mock.calls.length, resolve.mock.calls.length]).toEqual([2, 2])
})
