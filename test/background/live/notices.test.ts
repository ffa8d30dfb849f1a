import { expect, it, vi } from 'vitest'
import { Notices } from '../../../extension/background/live/notices.ts'
import type { OfPerson } from '../../../extension/background/outbox.ts'
import type { Notice, Receipt } from '../../../worker/contract/live.ts'

const now = new Date('2026-11-24T02:10:00Z')

const notice = (id: string, change: Partial<Notice> = {}): Notice => ({
  id,
  version: 8,
  kind: 'tip',
  itemId: 'renew',
  urgent: false,
  text: { zh: '暂停申购', en: 'Subscriptions are suspended' },
  audience: {},
  until: null,
  ...change,
})

/** One browser's notices; `again` is the same browser after a restart. */
async function browser(kept: Record<string, unknown> = {}) {
  const state = { busy: false }
  const given: OfPerson<Receipt>[] = []
  const changed = vi.fn()
  const notices = new Notices({
    area: {
      get: (async () => structuredClone(kept)) as never,
      set: (async (items: object) => void Object.assign(kept, structuredClone(items))) as never,
    },
    busy: () => state.busy,
    give: async (receipt) => void given.push(receipt),
    changed,
  })
  await notices.restore()
  const shown = () => notices.shown(now).map(({ id }) => id)
  const kinds = () => given.map(({ notice, kind }) => `${notice} ${kind}`)
  return { notices, state, shown, kinds, given, changed, again: () => browser(kept) }
}

it('interrupts with what is urgent; the rest waits until the hands rest', async () => {
  const { notices, state, shown } = await browser()
  state.busy = true
  notices.take(notice('calm'))
  notices.take(notice('urgent', { urgent: true }))
  expect(shown()).toEqual(['urgent'])
  notices.rest()
  expect(shown()).toEqual(['urgent', 'calm'])
})

it('shows at once what comes while the hands rest', async () => {
  const { notices, shown } = await browser()
  notices.take(notice('calm'))
  expect(shown()).toEqual(['calm'])
})

it('never shows again what was acknowledged, however often it comes and after a restart', async () => {
  const first = await browser()
  first.notices.for('agent-01')
  first.notices.take(notice('a', { urgent: true }))
  first.notices.acknowledge('a')
  first.notices.take(notice('a', { urgent: true }))
  expect(first.shown()).toEqual([])
  const second = await first.again()
  second.notices.for('agent-01')
  second.notices.take(notice('a', { urgent: true }))
  expect(second.shown()).toEqual([])
})

it('shows after a restart what was not acknowledged', async () => {
  const first = await browser()
  first.notices.take(notice('a'))
  expect((await first.again()).shown()).toEqual(['a'])
})

it('takes down what is over or past its end, and it does not come back', async () => {
  const { notices, shown, changed } = await browser()
  notices.take(notice('a', { urgent: true }))
  notices.take(notice('past', { until: '2026-11-24T02:10:00.000Z' }))
  expect(shown()).toEqual(['a'])
  changed.mockClear()
  notices.over(['a', 'unknown'])
  expect(changed).toHaveBeenCalledOnce()
  notices.take(notice('a', { urgent: true }))
  notices.acknowledge('a')
  expect(shown()).toEqual([])
})

it('is delivered with its playbook, displayed when seen, acknowledged when read: once each', async () => {
  const { notices, kinds, given } = await browser()
  notices.for('agent-01')
  notices.take(notice('a', { urgent: true }))
  notices.has(7)
  expect(kinds()).toEqual([])
  for (let time = 0; time < 2; time += 1) {
    notices.has(8)
    notices.seen('a')
    notices.acknowledge('a')
  }
  expect(kinds()).toEqual(['a delivered', 'a displayed', 'a acknowledged'])
  expect(given.every(({ person }) => person === 'agent-01')).toBe(true)
})

it('says that it was displayed where it is acknowledged before anything else', async () => {
  const { notices, kinds } = await browser()
  notices.take(notice('a'))
  notices.acknowledge('a')
  expect(kinds()).toEqual(['a displayed', 'a acknowledged'])
})

it('cannot be acknowledged before it is shown', async () => {
  const { notices, state, kinds, shown } = await browser()
  state.busy = true
  notices.take(notice('a'))
  notices.acknowledge('a')
  expect(kinds()).toEqual([])
  notices.rest()
  expect(shown()).toEqual(['a'])
})

it('tells the next agent nothing of the one before', async () => {
  const { notices, shown } = await browser()
  notices.for('agent-01')
  notices.take(notice('a'))
  notices.for('agent-01')
  expect(shown()).toEqual(['a'])
  notices.for('agent-02')
  expect(shown()).toEqual([])
})
