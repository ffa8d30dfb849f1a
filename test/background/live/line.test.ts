import { beforeEach, expect, it, vi } from 'vitest'
import { Failure } from '../../../extension/background/failure.ts'
import { Line } from '../../../extension/background/live/line.ts'

/** A socket as the browser has it, with its other end in the test's hands. */
class Socket {
  static readonly OPEN = 1
  static all: Socket[] = []
  readonly address: string
  readyState = 0
  sent: string[] = []
  onopen?: () => void
  onmessage?: (event: { data: string }) => void
  onclose?: (event: { code: number }) => void

  constructor(address: string) {
    this.address = address
    Socket.all.push(this)
  }

  send(text: string): void {
    this.sent.push(text)
  }

  close(): void {
    this.readyState = 3
  }

  opens(): void {
    this.readyState = 1
    this.onopen?.()
  }

  breaks(code = 1006): void {
    this.readyState = 3
    this.onclose?.({ code })
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  Socket.all = []
  vi.stubGlobal('WebSocket', Socket)
})

function open(address = async () => 'ws://edge.example/v1/live') {
  const events = { opened: vi.fn(), heard: vi.fn(), stands: vi.fn() }
  const asked = vi.fn(address)
  return { events, asked, line: new Line(asked, events) }
}

const last = () => Socket.all.at(-1)

it('opens one socket however often it is asked', async () => {
  const { line, events } = open()
  await Promise.all([line.connect(), line.connect()])
  await line.connect()
  expect(Socket.all).toHaveLength(1)
  expect(line.send({ type: 'have', version: 1 })).toBe(false)
  last()?.opens()
  expect(events.opened).toHaveBeenCalledOnce()
  expect(line.send({ type: 'have', version: 1 })).toBe(true)
})

it('keeps the worker awake by a ping every 20 seconds', async () => {
  const { line } = open()
  await line.connect()
  last()?.opens()
  for (let ping = 1; ping <= 3; ping += 1) {
    await vi.advanceTimersByTimeAsync(20_000)
    expect(last()?.sent.filter((text) => text === 'ping')).toHaveLength(ping)
    last()?.onmessage?.({ data: 'pong' })
  }
  expect(Socket.all).toHaveLength(1)
})

it('comes back from a line that has fallen silent', async () => {
  const { line } = open()
  await line.connect()
  last()?.opens()
  await vi.advanceTimersByTimeAsync(40_000)
  expect(line.open).toBe(false)
  await vi.advanceTimersByTimeAsync(500)
  expect(Socket.all).toHaveLength(2)
})

it('comes back after a break, ever later, and at once when the network is back', async () => {
  const { line } = open()
  await line.connect()
  for (const wait of [500, 1000, 2000, 4000]) {
    const { length } = Socket.all
    last()?.breaks()
    await vi.advanceTimersByTimeAsync(wait / 2 - 1)
    expect(Socket.all).toHaveLength(length)
    await vi.advanceTimersByTimeAsync(wait / 2 + 1)
    expect(Socket.all).toHaveLength(length + 1)
  }
  last()?.breaks()
  const { length } = Socket.all
  line.retry()
  await vi.advanceTimersByTimeAsync(0)
  expect(Socket.all).toHaveLength(length + 1)
})

it('does not come back where it was closed on purpose', async () => {
  const { line } = open()
  await line.connect()
  last()?.opens()
  line.close()
  last()?.breaks()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(Socket.all).toHaveLength(1)
})

it('an attempt that was given up opens nothing, though another is under way', async () => {
  const ways: ((address: string) => void)[] = []
  const { line } = open(() => new Promise((resolve) => ways.push(resolve)))
  const first = line.connect()
  line.close()
  const second = line.connect()
  ways[0]?.('ws://edge.example/v1/live?of=before')
  await first
  expect(Socket.all).toHaveLength(0)
  ways[1]?.('ws://edge.example/v1/live?of=now')
  await second
  expect(Socket.all.map(({ address }) => address)).toEqual(['ws://edge.example/v1/live?of=now'])
})

it('an attempt that was given up is not made again', async () => {
  const { line, asked } = open(() => Promise.reject(new Failure('unreachable')))
  const attempt = line.connect()
  line.close()
  await attempt
  await vi.advanceTimersByTimeAsync(120_000)
  expect(asked).toHaveBeenCalledOnce()
})

it.each<['signed-out' | 'no-policy' | 'refused' | 'unreachable', number]>([
  ['signed-out', 1],
  ['no-policy', 1],
  ['refused', 1],
  ['unreachable', 2],
])('asks for a way in again only where that may help: %s', async (kind, times) => {
  const { line, asked } = open(() => Promise.reject(new Failure(kind)))
  await line.connect()
  await vi.advanceTimersByTimeAsync(500)
  expect(asked).toHaveBeenCalledTimes(times)
})

it('hears what it knows, and overhears what a newer edge may say', async () => {
  const { line, events } = open()
  await line.connect()
  last()?.opens()
  for (const data of ['pong', '{', '{"type":"news"}', '{"type":"over","notices":[]}'])
    last()?.onmessage?.({ data })
  expect(events.heard.mock.calls).toEqual([[{ type: 'over', notices: [] }]])
  expect(events.stands).toHaveBeenCalledTimes(4)
  expect(line.open).toBe(true)
})

it('whose place a newer one took comes back after a minute and not at once', async () => {
  const { line } = open()
  await line.connect()
  last()?.opens()
  last()?.breaks(4002)
  await vi.advanceTimersByTimeAsync(59_000)
  expect(Socket.all).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(2000)
  expect(Socket.all).toHaveLength(2)
})

it('asks for no ticket before the edge wants to be asked', async () => {
  const { line, asked } = open(async () => {
    throw new Failure('busy', 429, 10_000)
  })
  await line.connect()
  await vi.advanceTimersByTimeAsync(9900)
  expect(asked).toHaveBeenCalledOnce()
  await vi.advanceTimersByTimeAsync(200)
  expect(asked).toHaveBeenCalledTimes(2)
})
