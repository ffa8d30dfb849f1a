import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CustomerKeys } from '../../extension/background/customer-keys.ts'
import { Failure } from '../../extension/background/failure.ts'
import { Findings } from '../../extension/background/findings.ts'
import { FrameState } from '../../extension/background/frame-state.ts'
import { Identifiers } from '../../extension/background/identifiers.ts'
import type { PlaybookStore } from '../../extension/background/playbooks.ts'
import type { Policy } from '../../extension/background/policy.ts'
import { Adapter } from '../../worker/contract/adapter.ts'
import type { Resolved } from '../../worker/contract/identity.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const adapter = Adapter.parse({
  schema: 1,
  id: 'crm',
  identifiers: { card: { pattern: '^[0-9]*$' } },
  screens: [{ id: 'card', when: { url: ['*'] }, customer: { kind: 'card', number: [{ css: '#no' }] } }],
})

/** One frame, and an edge that answers when the test says so: in the order asked. */
function desk() {
  const keys = new CustomerKeys()
  keys.use({ hmacSecret: 'a secret of the bank for tests' } as Policy)
  const asked: { hash: string; lead(key: string): void; fail(): void }[] = []
  const resolve = (hash: string) =>
    new Promise<Resolved>((done, reject) =>
      asked.push({
        hash,
        lead: (customerKey) => done({ hash, status: 'one', customerKey, role: 'owner' }),
        fail: () => reject(new Failure('unreachable')),
      }),
    )
  const playbooks = { adapters: [adapter] } as unknown as PlaybookStore
  const found: (string | null)[] = []
  const findings = new Findings(
    { playbooks, keys, identifiers: new Identifiers({ resolve }) },
    { hashed: () => {}, found: ({ key, unread }) => void found.push(key ?? unread) },
  )
  const frame = new FrameState({} as chrome.runtime.Port, '0')
  let generation = 0
  const read = (number: string | null) => {
    generation += 1
    const unread = number === null ? 'empty' : null
    frame.begin({ type: 'reading', generation, screen: 'crm/card', number, unread })
    const asks = findings.begin(frame, unread)
    void findings.find(frame)
    return asks
  }
  const until = (count: number) => vi.waitFor(() => expect(asked).toHaveLength(count))
  return { keys, asked, found, findings, frame, read, until }
}

/** Lets everything run that is due now. */
const settle = () => vi.advanceTimersByTimeAsync(0)

test('until the edge has answered the frame names nobody, and says that it is being looked for', async () => {
  const { asked, found, frame, read, until } = desk()
  expect(read('1')).toBe(true)
  await until(1)
  expect([frame.finding, frame.key, frame.unread, found]).toEqual([true, null, null, []])
  asked[0]?.lead('a')
  await settle()
  expect([frame.finding, frame.key, frame.foundBy]).toEqual([false, 'a', { kind: 'card', role: 'owner' }])
  expect(found).toEqual(['a'])
})

test('a number that cannot be read is known at once', () => {
  const { found, read } = desk()
  expect(read(null)).toBe(false)
  expect(found).toEqual(['empty-identifier'])
})

test('a dash where the pattern takes nothing too is known as empty', async () => {
  const { found, frame, read } = desk()
  read('--')
  await vi.waitFor(() => expect(found).toEqual(['empty-identifier']))
  expect(frame.finding).toBe(false)
})

test('whatever fails on the way to the edge, the frame says that it could not be asked', async () => {
  const { found, frame, read, keys } = desk()
  vi.spyOn(keys, 'identify').mockRejectedValue(new RangeError('not foreseen'))
  read('1')
  await vi.waitFor(() => expect(found).toEqual(['unreachable']))
  expect(frame.finding).toBe(false)
})

test.each([
  ['the earlier first', [0, 1]],
  ['the later first', [1, 0]],
])('of two numbers one after the other only the later counts: %s', async (_, order) => {
  const { asked, found, frame, read, until } = desk()
  read('1')
  await until(1)
  read('2')
  await until(2)
  for (const at of order) {
    asked[at]?.lead(at ? 'b' : 'a')
    await settle()
    expect(frame.key).not.toBe('a')
  }
  expect([frame.key, found]).toEqual(['b', ['b']])
})

test.each(['forget', 'leave'] as const)(
  'what comes after a frame was told to %s counts no more',
  async (what) => {
    const { asked, found, frame, read, until } = desk()
    read('1')
    await until(1)
    frame[what]()
    asked[0]?.lead('a')
    await settle()
    expect([frame.key, found]).toEqual([null, []])
  },
)

test('where the edge does not answer it is asked again, and until then it stands why', async () => {
  const { asked, found, frame, read, until } = desk()
  read('1')
  await until(1)
  asked[0]?.fail()
  await settle()
  expect([frame.unread, frame.finding]).toEqual(['unreachable', false])
  await vi.advanceTimersByTimeAsync(10_000)
  await until(2)
  asked[1]?.lead('a')
  await settle()
  expect(found).toEqual(['unreachable', 'a'])
})

test('a frame that left is not asked about again', async () => {
  const { asked, frame, read, until } = desk()
  read('1')
  await until(1)
  asked[0]?.fail()
  await settle()
  frame.leave()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveLength(1)
})

test('those named by other numbers are asked about anew, and name nobody meanwhile', async () => {
  const { asked, findings, frame, read, until } = desk()
  read('1')
  await until(1)
  asked[0]?.lead('a')
  await settle()
  expect(findings.seek([frame])).toEqual([frame])
  expect([frame.key, frame.finding]).toEqual([null, true])
})

test('what is judged waits for the edge too', async () => {
  const { asked, findings, read, until } = desk()
  read('1')
  await until(1)
  const settled = vi.fn()
  void findings.settled.then(settled)
  await settle()
  expect(settled).not.toHaveBeenCalled()
  asked[0]?.lead('a')
  await settle()
  expect(settled).toHaveBeenCalled()
})
