import { afterAll, beforeAll, expect, test } from 'vitest'
import { feed } from '../feed-story.ts'
import { type Opened, openConsole } from '../opened.ts'

let opened: Opened

beforeAll(async () => {
  opened = await openConsole()
  await opened.page.clock.install()
}, 120_000)
afterAll(() => opened?.close())

type Message = { type: string; path?: string }
type Send = (message: Message) => Promise<{ body: unknown } | { why: string }>

/** From now on the feed is answered by what a test says, and how often it was asked for is counted. */
const answering = (change: object, why?: string) =>
  opened.page.evaluate(
    ([change, why]) => {
      const { runtime } = chrome as unknown as { runtime: { sendMessage: Send } }
      const told = globalThis as unknown as { asked: number; real?: Send }
      told.real ??= runtime.sendMessage
      told.asked = 0
      runtime.sendMessage = async (message) => {
        const answer = await (told.real as Send)(message)
        if (message.path !== '/v1/ingest') return answer
        told.asked += 1
        if (why) return { why }
        return 'body' in answer ? { ...answer, body: { ...(answer.body as object), ...change } } : answer
      }
    },
    [change, why] as const,
  )
const asked = () => opened.page.evaluate(() => (globalThis as unknown as { asked: number }).asked)

const filling = (taken: number, at: string) => ({
  at,
  filling: [
    {
      ...{ dataset: 'core', load: 'core/2026-12', startedAt: '2026-11-26T00:00:00.000Z', lastAt: at },
      halfLive: false,
      rows: [{ kind: 'customers', batches: 1, rowsIn: taken, taken, refused: 0, lastAt: at }],
    },
  ],
})

test('while rows come in it looks every five seconds, and tells when nothing newer can be read', async () => {
  const { page } = opened
  await opened.show('data', 'en')
  await answering(filling(300_000, '2026-11-26T02:11:00.000Z'))
  await page.clock.runFor(5_000)
  await page.getByText('Customers: 300,000 rows so far; 1,200,000 live now').waitFor()
  const bar = page.getByRole('progressbar', { name: /300,000/ })
  expect(await bar.evaluate((one) => [one.getAttribute('value'), one.getAttribute('max')])).toEqual([
    ...['300000', '1200000'],
  ])
  await answering({}, 'unreachable')
  await page.clock.runFor(5_000)
  await page.getByRole('status').getByText('nothing newer could be read').waitFor()
  expect(await page.getByText('300,000 rows so far').count()).toBe(1)
})

test('where nothing is being filled it looks once a minute', async () => {
  const { page } = opened
  await opened.show('data-calm', 'zh-CN')
  await answering({})
  await page.clock.runFor(59_000)
  expect(await asked()).toBe(0)
  await page.clock.runFor(2_000)
  await expect.poll(asked).toBe(1)
})

test('a day with events of which nobody knows how many is one with events', async () => {
  const days = feed.datasets[0]?.kinds[1]?.days ?? []
  const some = days.filter((rows) => rows !== null)
  expect(some).toContain(0)
  await opened.show('data', 'en')
  const picture = opened.page.getByRole('img', { name: ` on ${some.length} of the last 90 days` }).first()
  expect(await picture.locator('rect').count()).toBe(some.length)
})
