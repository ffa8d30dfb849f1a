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

/** A desk at which one person after the other signs in. */
function desk(answer: (items: Item[]) => Promise<string[]> | string[] = takeAll) {
  const { requests } = edge(answer)
  const at = { person: null as string | null }
  const send = async (items: Item[]) => {
    requests.push(items.map(({ id }) => `${at.person}:${JSON.stringify(items.find((one) => one.id === id))}`))
    return answer(items)
  }
  const post = () => new Outbox<Item>({ name: 'post', atOnce: 2, send }, async () => at.person)
  return { at, requests, post }
}

it('sends what one person did when that person is signed in, and never in the name of the next', async () => {
  let up = false
  const { at, requests, post } = desk((items) => {
    if (!up) throw new Failure('unreachable')
    return takeAll(items)
  })
  const box = post()
  at.person = 'a'
  for (const id of ['1', '2', '3']) await box.add({ id })
  at.person = 'b'
  await box.add({ id: '4' })
  await settled()
  vi.clearAllTimers()
  requests.length = 0
  up = true
  // The worker was stopped in between: what stands in storage says of whom it is.
  await post().flush()
  expect(requests).toEqual([['b:{"id":"4"}']])
  expect(Object.keys(browser.kept)).toEqual(['post.1', 'post.2', 'post.3'])
  at.person = null
  await post().flush()
  expect(requests.length).toBe(1)
  at.person = 'a'
  await post().flush()
  expect(requests.slice(1)).toEqual([['a:{"id":"1"}', 'a:{"id":"2"}'], ['a:{"id":"3"}']])
  expect(browser.kept).toEqual({})
})

it('rests while only another person’s things wait, and keeps nobody awake for them', async () => {
  const { at, requests, post } = desk()
  at.person = 'b'
  const box = post()
  await box.add({ id: '1', person: 'a' })
  await settled()
  expect(requests).toEqual([])
  expect(browser.alarms.has('post')).toBe(false)
  expect(box.count).toBe(0)
  expect(await box.waiting()).toEqual({ all: 1, others: 1 })
})

it('sends what is of nobody in particular under whoever is signed in', async () => {
  browser.kept['post.1'] = { id: '1' }
  const { at, requests, post } = desk()
  at.person = 'b'
  await post().flush()
  expect(requests).toEqual([['b:{"id":"1"}']])
})
