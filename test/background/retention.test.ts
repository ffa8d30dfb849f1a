import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { dropOld, droppedSoFar } from '../../extension/background/retention.ts'
import { fakeChrome } from './chrome.ts'

const now = new Date('2026-11-26T12:00:00Z')
let kept: Record<string, unknown>

beforeEach(() => {
  kept = fakeChrome().kept
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const name = (kind: string) => `${kind}.${crypto.randomUUID()}`

it('drops what waits for longer than policy keeps it, and counts it', async () => {
  const [old, fresh, counts, edge] = [name('outbox'), name('outbox'), name('health'), name('receipts')]
  Object.assign(kept, {
    [old]: { at: '2026-11-16T11:59:59Z' },
    [fresh]: { at: '2026-11-25T12:00:00Z' },
    [counts]: { counts: [{ day: '2026-11-01' }, { day: '2026-11-02' }] },
    [edge]: { at: '2026-11-16T12:00:00Z' },
    playbook: { at: '2020-01-01T00:00:00Z' },
  })
  expect(await dropOld(10, now)).toBe(2)
  expect(Object.keys(kept).toSorted()).toEqual(['dropped', fresh, edge, 'playbook'].toSorted())
  expect(await droppedSoFar()).toEqual({ count: 2, last: now.toISOString() })
  expect(console.warn).toHaveBeenCalledWith(expect.stringMatching(/dropped unsent.* 2$/))
  expect(await dropOld(1, new Date('2026-12-26T12:00:00Z'))).toBe(2)
  expect((await droppedSoFar())?.count).toBe(4)
})

it('keeps everything without such a policy, and what does not say its age', async () => {
  Object.assign(kept, { [name('outbox')]: { at: '2020-01-01T00:00:00Z' }, [name('health')]: { counts: [] } })
  expect(await dropOld(undefined, now)).toBe(0)
  expect(await dropOld(1, now)).toBe(1)
  expect(Object.keys(kept)).toHaveLength(2)
})
