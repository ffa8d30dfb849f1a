import { beforeEach, expect, it, vi } from 'vitest'
import { Failure } from '../../extension/background/failure.ts'
import { Outbox } from '../../extension/background/outbox.ts'
import { fakeChrome } from './chrome.ts'

interface Item {
  id: string
}

let browser: ReturnType<typeof fakeChrome>
beforeEach(() => {
  vi.useFakeTimers()
  browser = fakeChrome()
})

const settled = () => vi.advanceTimersByTimeAsync(0)

/** An edge that takes what it is sent, unless told otherwise, and remembers every request. */
function edge(answer: (items: Item[]) => Promise<string[]> | string[]) {
  const requests: string[][] = []
  const send = async (items: Item[]) => {
    requests.push(items.map(({ id }) => id))
    return answer(items)
  }
  return { requests, outbox: (atOnce = 2) => new Outbox<Item>({ name: 'post', atOnce, send }) }
}
const takeAll = (items: Item[]) => items.map(({ id }) => id)

it('keeps a thing before it sends it, and lets it go when the edge has it', async () => {
  const { requests, outbox } = edge((items) => {
    expect(browser.kept).toHaveProperty('post.a')
    return takeAll(items)
  })
  await outbox().add({ id: 'a' })
  await settled()
  expect(requests).toEqual([['a']])
  expect(browser.kept).toEqual({})
  expect(browser.alarms.has('post')).toBe(false)
})

it('stores what belongs to it in the same stroke', async () => {
  const { outbox } = edge(() => Promise.reject(new Failure('unreachable')))
  await outbox().add({ id: 'a' }, { gathered: 0 })
  expect(browser.kept).toEqual({ gathered: 0, 'post.a': { id: 'a' } })
})

it('tries again after a while and after a stop of the worker, under the same id', async () => {
  let up = false
  const { requests, outbox } = edge((items) => {
    if (!up) throw new Failure('unreachable')
    return takeAll(items)
  })
  const first = outbox()
  await first.add({ id: 'a' })
  await vi.advanceTimersByTimeAsync(1000)
  expect(requests.length).toBe(2)
  expect(first.count).toBe(1)
  expect(browser.alarms.has('post')).toBe(true)
  vi.clearAllTimers()
  up = true
  outbox().onAlarm('post')
  await settled()
  expect(requests.at(-1)).toEqual(['a'])
  expect(browser.kept).toEqual({})
})

it('waits longer each time, up to a minute', async () => {
  const { requests, outbox } = edge(() => Promise.reject(new Failure('unreachable')))
  await outbox().add({ id: 'a' })
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  expect(requests.length).toBeLessThan(30)
  expect(requests.length).toBeGreaterThan(8)
})

it('overlooks nothing that comes while the last of a run leaves', async () => {
  const { outbox } = edge(takeAll)
  const post = outbox()
  for (let at = 0; at < 30; at++) {
    await post.add({ id: `a${at}` })
    for (let tick = 0; tick < at; tick++) await null
    await post.add({ id: `b${at}` })
    await settled()
    expect(Object.keys(browser.kept)).toEqual([])
  }
})

it('sends no more at once than one request holds', async () => {
  let up = false
  const { requests, outbox } = edge((items) => {
    if (!up) throw new Failure('signed-out')
    return takeAll(items)
  })
  const post = outbox(2)
  for (const id of ['a', 'b', 'c']) await post.add({ id })
  await settled()
  vi.clearAllTimers()
  up = true
  requests.length = 0
  await post.flush()
  expect(requests).toEqual([['a', 'b'], ['c']])
})

it('finds the one at fault in a batch that is refused, and drops it alone', async () => {
  let up = false
  const { requests, outbox } = edge((items) => {
    if (!up) throw new Failure('unreachable')
    if (items.some(({ id }) => id === 'b')) throw new Failure('refused', 422)
    return takeAll(items)
  })
  const post = outbox(3)
  for (const id of ['a', 'b', 'c']) await post.add({ id })
  await settled()
  vi.clearAllTimers()
  up = true
  requests.length = 0
  await post.flush()
  expect(requests).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c']])
  expect(browser.kept).toEqual({})
})

it.each([
  ['whoever signed in next may not send it', 403],
  ['the edge is older than the browser', 404],
  ['a proxy answers in the place of the edge', new Error('no JSON')],
])('loses nothing where %s', async (_, cause) => {
  let up = false
  const { outbox } = edge((items) => {
    if (!up) throw new Failure('refused', cause)
    return takeAll(items)
  })
  const post = outbox()
  for (const id of ['a', 'b']) await post.add({ id })
  await settled()
  expect(Object.keys(browser.kept)).toEqual(['post.a', 'post.b'])
  vi.clearAllTimers()
  up = true
  await post.flush()
  expect(browser.kept).toEqual({})
})

it('waits as long as the edge asks, and loses nothing of what it would not take', async () => {
  const { requests, outbox } = edge(() => Promise.reject(new Failure('busy', 429, 10_000)))
  await outbox().add({ id: 'a' })
  await vi.advanceTimersByTimeAsync(9_900)
  expect(requests).toHaveLength(1)
  expect(browser.kept).toHaveProperty('post.a')
  await vi.advanceTimersByTimeAsync(5_200)
  expect(requests).toHaveLength(2)
})
