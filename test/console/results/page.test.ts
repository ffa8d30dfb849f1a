import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Opened, openConsole } from '../opened.ts'

let opened: Opened

beforeAll(async () => {
  opened = await openConsole()
}, 120_000)
afterAll(() => opened?.close())

interface Held {
  asked: string[]
  answer(): void
}
type Message = { type: string; path?: string }
type Send = (message: Message) => Promise<unknown>

/** From now on results are answered only when the test says so. */
const hold = () =>
  opened.page.evaluate(() => {
    const { runtime } = chrome as unknown as { runtime: { sendMessage: Send } }
    const real = runtime.sendMessage
    const waiting: (() => void)[] = []
    const held: Held = { asked: [], answer: () => waiting.shift()?.() }
    runtime.sendMessage = (message) => {
      if (!message.path?.startsWith('/v1/results')) return real(message)
      held.asked.push(message.path)
      return new Promise((done) => waiting.push(() => done(real(message))))
    }
    Object.assign(globalThis, { held })
  })
const asked = () => opened.page.evaluate(() => (globalThis as unknown as { held: Held }).held.asked)
const answer = () => opened.page.evaluate(() => (globalThis as unknown as { held: Held }).held.answer())

test('the time before is asked for once the first has come, and each wait says what it is for', async () => {
  const { page } = opened
  await opened.show('results', 'zh-CN')
  await hold()
  await page.locator('.con-filters input[type=date]').first().fill('2026-01-01')
  const status = page.locator('.con-page > [role=status]')
  await status.getByText('正在统计 2026-01-01 至').waitFor()
  expect(await asked()).toHaveLength(1)
  await answer()
  await status.getByText('正在统计之前同样长的一段').waitFor()
  const paths = await asked()
  expect(paths).toHaveLength(2)
  expect(paths[1]).toContain('until=2025-12-31')
  await answer()
  await status.waitFor({ state: 'detached' })
  expect(await asked()).toHaveLength(2)
})
