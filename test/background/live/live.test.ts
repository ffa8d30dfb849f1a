import { beforeEach, expect, it, vi } from 'vitest'
import type { EdgeClient } from '../../../extension/background/edge.ts'
import { Failure } from '../../../extension/background/failure.ts'
import { hearMore } from '../../../extension/background/live/gone.ts'
import { Live } from '../../../extension/background/live/live.ts'
import type { PlaybookStore } from '../../../extension/background/playbooks.ts'
import type { SessionStore } from '../../../extension/background/session/store.ts'
import { fakeChrome } from '../chrome.ts'

/** A socket as the browser has it, with its other end in the test's hands. */
class Socket {
  static readonly OPEN = 1
  static all: Socket[] = []
  readyState = 0
  sent: string[] = []
  onopen?: () => void
  onmessage?: (event: { data: string }) => void
  onclose?: (event: { code: number }) => void

  constructor() {
    Socket.all.push(this)
  }

  send(text: string): void {
    this.sent.push(text)
  }

  opens(): void {
    this.readyState = 1
    this.onopen?.()
  }

  hears(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) })
  }

  breaks(): void {
    this.readyState = 3
    this.onclose?.({ code: 1006 })
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  Socket.all = []
  vi.stubGlobal('WebSocket', Socket)
  fakeChrome()
})

const last = () => Socket.all.at(-1)
const message = {
  type: 'playbook',
  version: 6,
  digest: 'a',
  publishedAt: '2026-11-24T02:09:00.000Z',
  gone: [],
}

/** A browser that has playbook 5; `refresh` is what it gets when it asks for a newer one. */
function browser(refresh: (playbooks: { version: number }) => Promise<void>) {
  const at = { version: 5 }
  let heard: Parameters<PlaybookStore['hear']>[0] | null = null
  const playbooks = {
    get current() {
      return { numbered: { version: at.version } }
    },
    get behind() {
      return heard !== null && heard.version > at.version
    },
    hear(next: NonNullable<typeof heard>) {
      if (next.version <= Math.max(at.version, heard?.version ?? 0)) return false
      heard = hearMore(heard, next)
      return true
    },
    confirm: () => {},
    refresh: vi.fn(() => refresh(at)),
  }
  const session = { subject: async () => 'agent-01' }
  const edge = { liveAddress: async () => 'ws://edge.example/v1/live' }
  const live = new Live({
    edge: edge as unknown as EdgeClient,
    session: session as unknown as SessionStore,
    playbooks: playbooks as unknown as PlaybookStore,
    ...{ busy: () => false, gone: vi.fn(), notices: vi.fn() },
  })
  return { live, playbooks, at }
}

it('fetches what it has heard of before, when the channel is back', async () => {
  let away = true
  const { live, playbooks, at } = browser(async (has) => {
    if (away) throw new Failure('unreachable')
    has.version = 6
  })
  live.open()
  await vi.advanceTimersByTimeAsync(0)
  last()?.opens()
  last()?.hears(message)
  await vi.advanceTimersByTimeAsync(200)
  expect(playbooks.refresh).toHaveBeenCalled()
  last()?.breaks()
  // The first tries end with the channel; the next one is a second away.
  await vi.advanceTimersByTimeAsync(1000)
  away = false
  last()?.opens()
  last()?.hears(message)
  await vi.advanceTimersByTimeAsync(2000)
  expect(at.version).toBe(6)
})

it('says which playbook it has, where that came while the channel was being opened', async () => {
  const { live, at } = browser(async () => {})
  live.open()
  await vi.advanceTimersByTimeAsync(0)
  at.version = 6
  live.have(6)
  last()?.opens()
  await vi.advanceTimersByTimeAsync(0)
  expect(last()?.sent).toContainEqual(JSON.stringify({ type: 'have', version: 6 }))
})
