import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Identifiers } from '../../extension/background/identifiers.ts'
import type { Resolved } from '../../worker/contract/identity.ts'

const hash = 'a'.repeat(64)
const leads = (hash: string): Resolved => ({
  hash,
  status: 'one',
  customerKey: 'c'.repeat(64),
  role: 'owner',
})
const one = leads(hash)

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('a number is asked for once at a time, and its answer serves for a minute', async () => {
  const resolve = vi.fn(async () => one)
  const identifiers = new Identifiers({ resolve })
  expect(await Promise.all([identifiers.get(hash), identifiers.get(hash)])).toEqual([one, one])
  vi.advanceTimersByTime(59_999)
  await identifiers.get(hash)
  expect(resolve).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1)
  await identifiers.get(hash)
  expect(resolve).toHaveBeenCalledTimes(2)
})

test.each<Resolved>([
  { hash, status: 'unknown' },
  { hash, status: 'uncertain' },
  { hash, status: 'several', customers: [] },
])(
  'who asks again whom a number leads to that leads to nobody certain is told how things stand: $status',
  async (doubt) => {
    const identifiers = new Identifiers({ resolve: vi.fn(async () => one).mockResolvedValueOnce(doubt) })
    expect(await identifiers.get(hash)).toEqual(doubt)
    expect(await identifiers.get(hash)).toEqual(one)
  },
)

test('no more than five hundred answers are kept', async () => {
  const resolve = vi.fn(async (hash: string): Promise<Resolved> => leads(hash))
  const identifiers = new Identifiers({ resolve })
  const all = Array.from({ length: 501 }, (_, at) => String(at))
  for (const one of all) await identifiers.get(one)
  await identifiers.get('500')
  expect(resolve).toHaveBeenCalledTimes(501)
  await identifiers.get('0')
  expect(resolve).toHaveBeenCalledTimes(502)
})

test('a failure is no answer', async () => {
  const resolve = vi.fn(async () => one).mockRejectedValueOnce(new Error('away'))
  const identifiers = new Identifiers({ resolve })
  await expect(identifiers.get(hash)).rejects.toThrow('away')
  expect(await identifiers.get(hash)).toEqual(one)
})

test.each(['answer', 'failure'])(
  'an %s that was on its way when everything was cleared counts for nobody',
  async (which) => {
    const ends: { resolve(answer: Resolved): void; reject(error: Error): void }[] = []
    const resolve = vi.fn(() => new Promise<Resolved>((resolve, reject) => ends.push({ resolve, reject })))
    const identifiers = new Identifiers({ resolve })
    const asked = identifiers.get(hash)
    identifiers.clear()
    if (which === 'answer') ends[0]?.resolve({ hash, status: 'uncertain' })
    else ends[0]?.reject(new Error('signed out'))
    await vi.waitFor(() => expect(ends).toHaveLength(2))
    ends[1]?.resolve(one)
    expect(await asked).toEqual(one)
    expect(await identifiers.get(hash)).toEqual(one)
  },
)
