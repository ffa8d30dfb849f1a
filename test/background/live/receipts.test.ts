import { beforeEach, expect, it, vi } from 'vitest'
import { ReceiptLine } from '../../../extension/background/live/receipts.ts'
import type { FromBrowser } from '../../../worker/contract/live.ts'

beforeEach(() => vi.useFakeTimers())

const receipt = (id: string) => ({
  id,
  notice: 'n',
  kind: 'displayed' as const,
  at: '2026-11-24T02:10:00.000Z',
})

function line(open = true) {
  const sent: FromBrowser[] = []
  const send = (message: FromBrowser) => open && sent.push(message) > 0
  const receipts = new ReceiptLine({ send })
  return { sent, receipts, send: receipts.delivery.send }
}

it('are on their way until the edge says that it has them', async () => {
  const { sent, receipts, send } = line()
  const done = send([receipt('a'), receipt('b')])
  await vi.advanceTimersByTimeAsync(0)
  expect(sent).toEqual([{ type: 'receipts', receipts: [receipt('a'), receipt('b')] }])
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
