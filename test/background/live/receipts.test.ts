import { beforeEach, expect, it, vi } from 'vitest'
import { ReceiptLine } from '../../../extension/background/live/receipts.ts'
import type { FromBrowser } from '../../../worker/contract/live.ts'

beforeEach(() => vi.useFakeTimers())

const receipt = (id: string, agent = 'agent-01') => ({
  id,
  agent,
  notice: 'n',
  kind: 'displayed' as const,
  at: '2026-11-24T02:10:00.000Z',
})

function line(open = true, agent: string | null = 'agent-01') {
  const sent: FromBrowser[] = []
  const send = (message: FromBrowser) => open && sent.push(message) > 0
  const receipts = new ReceiptLine({ send }, async () => agent)
  return { sent, receipts, send: receipts.delivery.send }
}

it('are on their way until the edge says that it has them', async () => {
  const { sent, receipts, send } = line()
  const done = send([receipt('a'), receipt('b')])
  await vi.advanceTimersByTimeAsync(0)
  const { agent: _, ...bare } = receipt('a')
  expect(sent).toMatchObject([{ type: 'receipts', receipts: [bare, { id: 'b' }] }])
  expect(JSON.stringify(sent)).not.toContain('agent-01')
  receipts.taken(['other'])
  receipts.taken(['a', 'b'])
  expect(await done).toEqual(['a', 'b'])
})

it.each<[string, boolean]>([
  ['without a socket', false],
  ['without an answer', true],
])('are tried again later %s', async (_, open) => {
  const failed = expect(line(open).send([receipt('a')])).rejects.toMatchObject({ kind: 'unreachable' })
  await vi.advanceTimersByTimeAsync(5000)
  await failed
})

it('of another agent are let go and not sent in this one’s name', async () => {
  const { sent, send } = line(true, 'agent-02')
  expect(await send([receipt('a')])).toEqual(['a'])
  expect(sent).toEqual([])
})

it('wait where nobody is signed in', async () => {
  const { sent, send } = line(true, null)
  expect(await send([receipt('a')])).toEqual([])
  expect(sent).toEqual([])
})
