import { beforeEach, describe, expect, it, test, vi } from 'vitest'
import { Failure } from '../../../extension/background/failure.ts'
import type { Known } from '../../../extension/background/inquiry.ts'
import type { Subject } from '../../../extension/background/subject.ts'
import { Sight } from '../../../extension/background/view/sight.ts'
import type { Decision } from '../../../worker/contract/decision.ts'
import type { EventsPage, View, ViewResponse } from '../../../worker/contract/view.ts'

const [one, other] = ['a'.repeat(64), 'b'.repeat(64)]
const subject = (key: string): Subject => ({ state: 'one', key })
const decided = (customerKey: string, playbookVersion = 7): Known => ({
  state: 'answered',
  answer: { customerKey, playbookVersion, status: 'decided' } as Decision,
})
const viewed = (customerKey: string, currency = 'CNY') =>
  ({ customerKey, status: 'viewed', currency }) as View

/** An edge whose answers come when the test says so. */
function slowEdge() {
  const asked: { key: string; answer(said: ViewResponse): void; fail(why: Failure): void }[] = []
  const view = (key: string) => new Promise<ViewResponse>((answer, fail) => asked.push({ key, answer, fail }))
  const events = vi.fn(async (customerKey: string): Promise<EventsPage> => {
    const event = { id: 'x', at: '', channel: 'app', kind: 'debit', amount: 1, detail: {} } as const
    return { customerKey, currency: 'CNY', events: [event], next: null }
  })
  return { asked, view, events }
}

let edge: ReturnType<typeof slowEdge>
let changed: ReturnType<typeof vi.fn<() => void>>
let sight: Sight
beforeEach(() => {
  edge = slowEdge()
  changed = vi.fn()
  sight = new Sight(edge, changed)
})

const settled = () => new Promise((resolve) => setTimeout(resolve))

async function see(key = one, known = decided(key)): Promise<void> {
  sight.follow(subject(key), known, true)
  edge.asked.at(-1)?.answer(viewed(key))
  await settled()
}

describe('the view', () => {
  it('is asked for once, when somebody looks and the customer is decided', async () => {
    const known = decided(one)
    sight.follow(subject(one), known, false)
    sight.follow(subject(one), { state: 'waiting' }, true)
    sight.follow(subject(one), decided(other), true)
    expect(edge.asked).toHaveLength(0)
    sight.follow(subject(one), known, true)
    sight.follow(subject(one), known, true)
    expect(edge.asked.map(({ key }) => key)).toEqual([one])
    edge.asked[0]?.answer(viewed(one))
    await settled()
    expect(sight.of(one)).toMatchObject({ state: 'seen', view: { customerKey: one } })
    expect(changed).toHaveBeenCalledTimes(1)
  })

  it('of the customer before never stands for the next, however late it comes', async () => {
    sight.follow(subject(one), decided(one), true)
    sight.follow(subject(other), decided(other), true)
    edge.asked[0]?.answer(viewed(one))
    await settled()
    expect([sight.of(one).state, sight.of(other).state]).toEqual(['waiting', 'waiting'])
    edge.asked[1]?.answer(viewed(other))
    await settled()
    expect(sight.of(other)).toMatchObject({ view: { customerKey: other } })
    expect(sight.of(one).state).toBe('waiting')
  })

  test.each([
    { state: 'none' },
    { state: 'unread', unread: 'empty' },
    { state: 'conflict', places: [] },
  ] as Subject[])('is gone when nobody is shown for certain: $state', async (nobody) => {
    await see()
    sight.follow(nobody, { state: 'waiting' }, true)
    expect(sight.of(one).state).toBe('waiting')
    sight.follow(subject(one), decided(one), true)
    expect(edge.asked).toHaveLength(2)
  })

  it('stays while a document of the same customer is under way', async () => {
    const known = decided(one)
    await see(one, known)
    sight.follow({ state: 'moving' }, { state: 'waiting' }, true)
    sight.follow(subject(one), known, true)
    expect([sight.of(one).state, edge.asked.length]).toEqual(['seen', 1])
  })

  it('is asked for anew with another playbook, and the old one stands until then', async () => {
    await see()
    sight.follow(subject(one), decided(one, 8), true)
    expect([edge.asked.length, sight.of(one).state]).toEqual([2, 'seen'])
  })

  it('is asked for anew when it is decided anew, but not within a minute', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    await see()
    sight.follow(subject(one), decided(one), true)
    expect(edge.asked).toHaveLength(1)
    vi.setSystemTime(Date.now() + 61_000)
    sight.follow(subject(one), decided(one), true)
    expect(edge.asked).toHaveLength(2)
    vi.useRealTimers()
  })

  it('of another worker is another one, though it was asked for as often', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const made: unknown[] = []
    for (const worker of ['first', 'second']) {
      vi.setSystemTime(Date.now() + 1000)
      sight = new Sight(edge, changed)
      await see()
      const looked = sight.of(one)
      made.push(looked.state === 'seen' ? looked.made : worker)
    }
    expect(new Set(made).size).toBe(2)
    vi.useRealTimers()
  })

  it('of whoever looked before is forgotten', async () => {
    await see()
    sight.forget()
    expect(sight.of(one).state).toBe('waiting')
    sight.follow(subject(one), decided(one), true)
    expect(edge.asked).toHaveLength(2)
  })
})

describe('a view that could not be had', () => {
  test.each([
    [new Failure('refused', 403), 'forbidden'],
    [new Failure('refused', 404), 'unknown-customer'],
    [new Failure('refused', 409), 'moved'],
    [new Failure('refused', 400), 'refused'],
    [new Failure('busy', 429), 'busy'],
    [new Failure('signed-out'), 'signed-out'],
    [new Failure('no-policy'), 'unreachable'],
  ] as const)('says why: %o', async (failure, why) => {
    const known = decided(one)
    sight.follow(subject(one), known, true)
    edge.asked[0]?.fail(failure)
    await settled()
    expect(sight.of(one)).toEqual({ state: 'failed', why })
    sight.follow(subject(one), known, true)
    expect(edge.asked).toHaveLength(1)
  })

  test.each(['unknown-customer', 'moved'] as const)('is no view where the edge says %s', async (status) => {
    sight.follow(subject(one), decided(one), true)
    edge.asked[0]?.answer({ customerKey: one, status, to: other } as ViewResponse)
    await settled()
    expect(sight.of(one)).toEqual({ state: 'failed', why: status })
  })

  it('is asked for again on the agent’s wish', async () => {
    const known = decided(one)
    sight.follow(subject(one), known, true)
    edge.asked[0]?.fail(new Failure('unreachable'))
    await settled()
    sight.again()
    expect(sight.of(one).state).toBe('waiting')
    sight.follow(subject(one), known, true)
    expect(edge.asked).toHaveLength(2)
  })
})

describe('events', () => {
  const wanted = { channels: [], kinds: [], before: null, limit: 50 }
  const told = async () => ((await sight.events(wanted)) as { numbers: number[] }).numbers

  it('are asked for only beside a view', async () => {
    expect(await sight.events(wanted)).toBeNull()
    sight.follow(subject(one), decided(one), true)
    expect(await sight.events(wanted)).toBeNull()
    expect(edge.events).not.toHaveBeenCalled()
  })

  it('have each a number by which a value of them is held', async () => {
    await see()
    const [number = -1] = await told()
    expect([sight.event(number)?.amount, sight.event(number + 1)]).toEqual([1, undefined])
  })

  it('told beside an earlier answer are held no more until they are told anew, by the same number', async () => {
    await see()
    const [number = -1] = await told()
    await see(one, decided(one, 8))
    expect(sight.event(number)).toBeUndefined()
    expect(await told()).toEqual([number])
    expect(sight.event(number)?.amount).toBe(1)
  })

  it('of another customer have other numbers, though they are alike', async () => {
    await see()
    const [number] = await told()
    await see(other)
    expect(await told()).not.toContain(number)
  })

  it('in another currency than the view are not told: the view is asked for anew', async () => {
    const known = decided(one)
    sight.follow(subject(one), known, true)
    edge.asked[0]?.answer(viewed(one, 'CZK'))
    await settled()
    changed.mockImplementation(() => sight.follow(subject(one), known, true))
    expect(await sight.events(wanted)).toBeNull()
    expect(edge.asked).toHaveLength(2)
    edge.asked[1]?.answer(viewed(one))
    await settled()
    expect(await sight.events(wanted)).toMatchObject({ view: { currency: 'CNY' } })
    expect(edge.asked).toHaveLength(2)
  })

  it('asked for beside an earlier answer are dropped', async () => {
    await see()
    let answer = (_: EventsPage) => {}
    edge.events.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
    const under = sight.events(wanted)
    sight.forget()
    await see()
    answer({ customerKey: one, currency: 'CNY', events: [], next: null })
    expect(await under).toBeNull()
  })

  it('of a customer who has gone are dropped, and hold nothing', async () => {
    await see()
    const under = sight.events(wanted)
    sight.follow(subject(other), decided(other), true)
    expect(await under).toBeNull()
    expect(sight.event(0)).toBeUndefined()
  })
})
