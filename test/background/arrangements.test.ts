import { expect, test } from 'vitest'
import { Arrangements } from '../../extension/background/arrangements.ts'
import { NATURAL } from '../../extension/messages.ts'

/** The browser's storage as far as it is used here. */
function storage() {
  const kept: Record<string, unknown> = {}
  return {
    get: async () => structuredClone(kept),
    set: async (items: object) => void Object.assign(kept, structuredClone(items)),
  } as Pick<chrome.storage.StorageArea, 'get' | 'set'>
}

async function arranged(change: (arrangements: Arrangements) => void) {
  const area = storage()
  let told = 0
  const before = new Arrangements(area, () => {
    told++
  })
  await before.restore()
  change(before)
  const after = new Arrangements(area, () => undefined)
  await after.restore()
  return { now: before.current, later: after.current, told }
}

test('what was moved and made small stands so after a restart', async () => {
  const { now, later, told } = await arranged((all) => {
    all.take({ type: 'move', piece: 'card', screen: 'crm/detail', by: { x: 30, y: -4 } })
    all.take({ type: 'move', piece: 'badge', screen: 'crm/detail', by: { x: 1, y: 2 } })
    all.take({ type: 'shrink', piece: 'badge', small: true })
    all.take({ type: 'shrink', piece: 'badge', small: true })
  })
  expect(now).toEqual({
    moved: { 'card crm/detail': { x: 30, y: -4 }, 'badge crm/detail': { x: 1, y: 2 } },
    small: ['badge'],
  })
  expect(later).toEqual(now)
  expect(told).toBe(4)
})

test('one piece goes back alone, or all together', async () => {
  const one = await arranged((all) => {
    all.take({ type: 'move', piece: 'card', screen: 'crm/detail', by: { x: 30, y: 0 } })
    all.take({ type: 'move', piece: 'card', screen: 'crm/order', by: { x: 9, y: 9 } })
    all.take({ type: 'move', piece: 'card', screen: 'crm/detail', by: null })
    all.take({ type: 'shrink', piece: 'card', small: true })
    all.take({ type: 'shrink', piece: 'card', small: false })
  })
  expect(one.now).toEqual({ moved: { 'card crm/order': { x: 9, y: 9 } }, small: [] })
  const all = await arranged((them) => {
    them.take({ type: 'move', piece: 'card', screen: 'crm/detail', by: { x: 30, y: 0 } })
    them.take({ type: 'shrink', piece: 'card', small: true })
    them.reset()
  })
  expect(all.later).toEqual(NATURAL)
})

test('of too many screens, those moved longest ago are forgotten', async () => {
  const { now } = await arranged((all) => {
    for (let at = 0; at < 250; at++)
      all.take({ type: 'move', piece: 'card', screen: `crm/s${at}`, by: { x: at, y: 0 } })
    all.take({ type: 'move', piece: 'card', screen: 'crm/s50', by: { x: 1, y: 1 } })
    all.take({ type: 'move', piece: 'card', screen: 'crm/s300', by: { x: 1, y: 1 } })
  })
  expect(Object.keys(now.moved)).toHaveLength(200)
  expect(now.moved['card crm/s50']).toEqual({ x: 1, y: 1 })
  expect(now.moved['card crm/s51']).toBeUndefined()
})
