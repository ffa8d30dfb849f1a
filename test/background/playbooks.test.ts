import { describe, expect, it, test, vi } from 'vitest'
import type { EdgeClient } from '../../extension/background/edge.ts'
import { PlaybookStore } from '../../extension/background/playbooks.ts'
import { buildTextTables } from '../../worker/decision/text/build-tables.ts'
import { show } from '../present/fixture.ts'

const { playbook } = show('zh-CN').compiled
const textTables = buildTextTables(playbook)
const published = {
  version: 3,
  digest: 'a'.repeat(64),
  publishedAt: '2026-11-20T02:00:00Z',
  playbook,
  textTables,
}

/** The part of `chrome.storage.local` that the store uses, in memory. */
function storage(kept: unknown): Map<string, unknown> {
  const held = new Map<string, unknown>([['playbook', kept]])
  const local = {
    get: async (names: string[]) => Object.fromEntries(names.map((name) => [name, held.get(name)])),
    set: async (values: object) => {
      for (const [name, value] of Object.entries(values)) held.set(name, value)
    },
    remove: async (name: string) => held.delete(name),
  }
  vi.stubGlobal('chrome', { storage: { local } })
  return held
}

async function restored(numbered: object) {
  const held = storage({ etag: '"a"', numbered, checkedAt: 1 })
  const changed = vi.fn()
  const asked = vi.fn(async (_known: string) => ({ etag: '"b"', numbered: published }))
  const store = new PlaybookStore({ playbook: asked } as unknown as EdgeClient, changed)
  await store.restore()
  return { held, changed, asked, store }
}

test('takes up the playbook that was kept', async () => {
  const { store, changed } = await restored(published)
  expect(store.current).toMatchObject({ etag: '"a"', checkedAt: 1, numbered: { version: 3 } })
  expect(changed).toHaveBeenCalledOnce()
})

test('completes one of an earlier form that lacks what has a default', async () => {
  const { caps: _caps, interruptions: _interruptions, ...earlier } = playbook
  const { store } = await restored({ ...published, playbook: earlier })
  expect(store.current?.compiled.playbook).toMatchObject({ caps: [], interruptions: {} })
})

test('drops one that it cannot read, and asks the edge for all of it', async () => {
  const { held, store, asked, changed } = await restored({ ...published, playbook: { schema: 0 } })
  expect(store.current).toBeNull()
  expect(held.has('playbook')).toBe(false)
  await store.refresh()
  expect(asked).toHaveBeenCalledWith('', undefined)
  expect(changed).toHaveBeenCalledOnce()
  expect(held.get('playbook')).toMatchObject({ etag: '"b"', numbered: { version: 3 } })
})

test('what the edge confirms is not written again, but when it was confirmed is', async () => {
  const { held, store, asked } = await restored(published)
  const kept = held.get('playbook')
  asked.mockResolvedValueOnce(null as never)
  await store.refresh()
  expect(held.get('playbook')).toBe(kept)
  expect(held.get('playbook-checked-at')).toBeGreaterThan(1)
  const later = new PlaybookStore({ playbook: asked } as unknown as EdgeClient, () => undefined)
  await later.restore()
  expect(later.current?.checkedAt).toBe(held.get('playbook-checked-at'))
})

describe('a newer one that was heard of', () => {
  const gone = [{ kind: 'tip' as const, itemId: 'renew' }]

  it('is kept through a stop of the worker, until it is here', async () => {
    const { store, held } = await restored(published)
    expect(store.hear({ version: 4, gone })).toBe(true)
    expect(store.hear({ version: 4, gone })).toBe(false)
    expect(store.current?.heard).toEqual({ version: 4, gone })
    const again = new PlaybookStore({ playbook: async () => null } as unknown as EdgeClient, vi.fn())
    await again.restore()
    expect(held.has('playbook-heard')).toBe(true)
    expect([again.behind, again.current?.heard]).toEqual([true, { version: 4, gone }])
  })

  it('is over when it has come, or a still newer one', async () => {
    for (const version of [4, 5]) {
      const { store, asked } = await restored(published)
      store.hear({ version: 4, gone: null })
      asked.mockResolvedValueOnce({ etag: '"b"', numbered: { ...published, version } })
      await store.refresh()
      expect([store.behind, store.current?.heard]).toEqual([false, null])
    }
  })

  it('is none where it is older than the one at hand', async () => {
    const { store } = await restored(published)
    for (const version of [2, 3]) expect(store.hear({ version, gone: null })).toBe(false)
    expect([store.behind, store.current?.heard]).toEqual([false, null])
  })

  it('is not confirmed by the line alone', async () => {
    const { store } = await restored(published)
    store.hear({ version: 4, gone })
    store.confirm()
    expect(store.current?.checkedAt).toBe(1)
    const { store: fresh } = await restored(published)
    fresh.confirm()
    expect(fresh.current?.checkedAt).toBeGreaterThan(1)
  })
})
