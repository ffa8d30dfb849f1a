import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Line, openWindow, pass, reading, until } from './window.ts'

vi.mock('../../extension/background/overlay-sheet.ts', () => ({ overlaySheet: '' }))
vi.stubGlobal('chrome', {
  runtime: { id: 'ext', getURL: (path: string) => `chrome-extension://ext/${path}` },
  storage: { local: { get: async () => ({}), set: async () => undefined } },
})
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
})
afterEach(() => vi.useRealTimers())

const A = 'a'.repeat(64)
const B = 'b'.repeat(64)
type Window = Awaited<ReturnType<typeof openWindow>>

/** A customer by their own number, or by a card that leads to A. */
async function shown(window: Window, screen: 'own' | 'card' | 'topped') {
  const { page, panel, asked } = window
  const [side, frame] = [panel(), page()]
  frame.say(reading(screen, '12345'))
  if (screen === 'card') {
    await until(() => asked.length === 1)
    asked[0]?.lead(A)
  }
  await until(() => side.shows?.state === 'decided')
  return { side, frame }
}
const views = ({ sent }: Line) =>
  sent.flatMap(({ type, view }) => (type === 'view' ? (view as { state: string }).state : []))
const orders = { type: 'fields', generation: 1, sequence: 1, guardId: 'order', kind: 'order', fields: {} }

describe('what changes under a customer', () => {
  test('a policy that names the page no more takes them out of the panel', async () => {
    const window = await openWindow()
    const { side, frame } = await shown(window, 'own')
    window.takePolicy({ hosts: ['https://other.example/*'] })
    expect(side.shows?.state).toBe('none')
    expect(frame.sent.some(({ type }) => type === 'withdraw')).toBe(true)
  })

  test('under another secret nobody is shown while it is asked whom the card leads to', async () => {
    const window = await openWindow()
    const { side, frame } = await shown(window, 'card')
    window.takePolicy({ hmacSecret: 'another secret of the bank for tests' })
    frame.say(reading('card', '12345'))
    await until(() => window.asked.length === 2)
    expect(side.shows?.state).toBe('moving')
  })

  test('a window that moves on to where another screen stands shows nobody until that has spoken', async () => {
    const window = await openWindow()
    const { side } = await shown(window, 'topped')
    const order = window.page(1)
    order.say(reading('', null))
    window.moveTo('https://crm.bank.example/home')
    order.say(orders)
    await until(() => side.shows?.state === 'none')
    await until(() => order.last('verdict') !== undefined)
    expect(window.contact()?.leftAt).not.toBeNull()
  })

  test('a playbook that no longer knows the screen takes them out of the panel', async () => {
    const window = await openWindow()
    const { side } = await shown(window, 'own')
    Object.assign(window.services.playbooks, { adapters: [] })
    window.hub.renew()
    await until(() => side.shows?.state === 'none')
  })

  test('a call goes on, with all that was done in it, while the edge fails on the card beside', async () => {
    const window = await openWindow()
    await shown(window, 'own')
    window.contacts.tick(7, 'identity-verified', new Date())
    window.page(1).say(reading('card', '777'))
    for (let failures = 1; failures <= 13; failures++) {
      await until(() => window.asked.length === failures)
      window.asked.at(-1)?.fail()
      for (let second = 0; second < 10; second++) await pass(1000)
      window.hub.endIdle()
    }
    expect(window.contact()?.leftAt).toBeNull()
    expect(window.contact()?.steps).toHaveProperty('identity-verified')
  })
})

test('a call goes on though the agent asks again in vain whom the card leads to', async () => {
  const window = await openWindow()
  const { side, frame } = await shown(window, 'card')
  window.services.identifiers.clear()
  for (const turn of [2, 3]) {
    side.say({ id: `${turn}`, message: { type: 'retry' } })
    await until(() => window.asked.length === turn)
    window.asked.at(-1)?.fail()
    await until(() => side.shows?.state === 'unread')
  }
  expect(window.contact()?.leftAt).toBeNull()
  expect(frame.sent.some(({ type }) => type === 'withdraw')).toBe(true)
})

test('a frame that says the same again has taken down nothing, and is told to', async () => {
  const window = await openWindow()
  const { frame } = await shown(window, 'card')
  window.services.identifiers.clear()
  frame.sent.length = 0
  frame.say(reading('card', '12345'))
  await until(() => window.asked.length === 2)
  expect(frame.sent.map(({ type }) => type)).toContain('withdraw')
})

describe('after a stop of the worker', () => {
  /** The window as a new worker finds it; the customer was shown by that screen. */
  async function stopped(screen: 'own' | 'card') {
    const before = await openWindow()
    const { frame } = await shown(before, screen)
    const window = await openWindow(before.kept)
    return { window, side: window.panel(), key: before.contact()?.customerKey ?? '', said: frame.sent }
  }

  test('the same card stands, and nothing is withdrawn while the edge is asked anew', async () => {
    const { window, side, key } = await stopped('card')
    const frame = window.page()
    frame.say(reading('card', '12345'))
    await until(() => window.asked.length === 1)
    await pass(10_000)
    expect(views(side)).toEqual(['returning'])
    window.asked[0]?.lead(key)
    await until(() => side.shows?.state === 'decided')
    expect(frame.sent.some(({ type }) => type === 'withdraw')).toBe(false)
  })

  test('a card beside the customer’s own number is asked about anew with everything standing', async () => {
    const before = await openWindow()
    const { frame, side: first } = await shown(before, 'own')
    const key = before.contact()?.customerKey ?? ''
    before.page(1).say(reading('card', '777'))
    await until(() => before.asked.length === 1)
    before.asked[0]?.lead(key)
    await until(() => first.shows?.keyShort === key.slice(0, 8))
    expect(frame.sent.some(({ type }) => type === 'withdraw')).toBe(true)
    const window = await openWindow(before.kept)
    const [side, own, card] = [window.panel(), window.page(0), window.page(1)]
    own.say(reading('own', '12345'))
    await until(() => side.shows?.state === 'decided')
    card.say(reading('card', '777'))
    own.say(orders)
    await until(() => window.asked.length === 1)
    await pass(5000)
    expect(own.last('verdict')).toBeUndefined()
    window.asked[0]?.lead(key)
    await until(() => own.last('verdict') !== undefined)
    for (const line of [own, card]) expect(line.sent.some(({ type }) => type === 'withdraw')).toBe(false)
    expect(side.sent.filter(({ type }) => type === 'view').length).toBeGreaterThan(0)
  })

  test('a strip without a number, heard first, takes nothing down', async () => {
    const { window, side } = await stopped('own')
    const [own, strip] = [window.page(0), window.page(1)]
    own.say(reading('own', '12345'))
    strip.say({ ...reading('card', null), unread: 'empty' })
    await until(() => side.shows?.state === 'decided')
    expect(views(side).filter((state) => state !== 'decided')).toEqual(['returning'])
    for (const line of [own, strip]) expect(line.sent.some(({ type }) => type === 'withdraw')).toBe(false)
  })

  test('the lock of home office reaches the panel at once', async () => {
    const { window, side } = await stopped('own')
    window.home.locked = true
    window.hub.setUp()
    expect(side.last('view')).toMatchObject({ view: { state: 'empty' } })
  })

  test.each([
    ['the card of another', 'card', [[0, reading('card', '999')]]],
    ['no number where one stood', 'card', [[0, reading('', null)]]],
    ['another by their own number in the same frame', 'card', [[0, reading('own', '999')]]],
    [
      'another in a frame beside',
      'card',
      [
        [0, reading('card', '12345')],
        [1, reading('own', '999')],
      ],
    ],
    ['the card of another in place of the customer’s own number', 'own', [[0, reading('card', '12345')]]],
  ] as const)('%s: the one before is shown no more', async (_, screen, says) => {
    const { window, side, key } = await stopped(screen)
    const frames = says.map(([frameId, said]) => {
      const frame = window.page(frameId)
      frame.say(said)
      return frame
    })
    await until(() => side.shows?.state !== 'returning')
    expect(side.shows?.keyShort).not.toBe(key.slice(0, 8))
    for (const frame of frames) expect(frame.sent.some(({ type }) => type === 'withdraw')).toBe(true)
  })

  test('where no frame speaks in time nobody is shown', async () => {
    const { side } = await stopped('own')
    await pass(2900)
    expect(views(side)).toEqual(['returning'])
    await pass(200)
    expect(side.shows?.state).toBe('none')
  })

  test('a link that leads to somebody else by now takes down what stood', async () => {
    const { window, side } = await stopped('card')
    const frame = window.page()
    frame.say(reading('card', '12345'))
    await until(() => window.asked.length === 1)
    window.asked[0]?.lead(B)
    await until(() => side.shows?.state === 'decided')
    expect(side.shows?.keyShort).toBe(B.slice(0, 8))
    expect(frame.sent.some(({ type }) => type === 'withdraw')).toBe(true)
  })

  test('what was done in the panel waits through a failure of the edge, and is done once the customer is back', async () => {
    const { window, side, key } = await stopped('card')
    Object.assign(window.services.playbooks.current.numbered.playbook, { contactSteps: [{ id: 'identity' }] })
    window.page().say(reading('card', '12345'))
    side.say({ id: 'u', message: { type: 'step', keyShort: key.slice(0, 8), stepId: 'identity' } })
    await until(() => window.asked.length === 1)
    window.asked[0]?.fail()
    await until(() => side.shows?.state === 'unread')
    expect(side.last('done')).toBeUndefined()
    await pass(10_000)
    await until(() => window.asked.length === 2)
    window.asked[1]?.lead(key)
    await until(() => side.last('done')?.id === 'u')
    expect(window.contact()?.steps).toHaveProperty('identity')
  })

  test('no verdict goes out while it is being asked whom a further number leads to', async () => {
    const { window, key } = await stopped('own')
    const [own, order, one, two] = [0, 1, 2, 3].map((frameId) => window.page(frameId))
    own?.say(reading('own', '12345'))
    order?.say(reading('', null))
    await until(() => window.decisions.mock.calls.length === 1)
    one?.say(reading('card', '111'))
    order?.say(orders)
    await until(() => window.asked.length === 1)
    two?.say(reading('card', '222'))
    await until(() => window.asked.length === 2)
    window.asked[0]?.lead(key)
    await pass(50)
    expect(order?.last('verdict')).toBeUndefined()
    window.asked[1]?.lead(key)
    await until(() => order?.last('verdict') !== undefined)
  })
})
