import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Opened, openConsole } from './opened.ts'

let console_: Opened

beforeAll(async () => {
  console_ = await openConsole()
}, 120_000)
afterAll(() => console_?.close())

const faulty = () => console_.page.locator('.ant-form-item-has-error')
const summary = () => console_.page.locator('.con-issues')
const focused = () => console_.page.evaluate(() => document.activeElement?.id)

test('a new item says how much is missing, and marks a field only once somebody was there', async () => {
  const { page } = console_
  await console_.show('tip-new', 'zh-CN')
  expect(await summary().textContent()).toBe('还有 6 处没填好，填好就能提交')
  expect(await faulty().count()).toBe(0)
  await page.locator('#at-label\\.zh').focus()
  await page.keyboard.press('Tab')
  await faulty().first().waitFor()
  expect(await faulty().count()).toBe(1)
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.type('账户冻结怎么办')
  await page.getByText('还有 5 处没填好，填好就能提交').waitFor()
  // The Chinese title is mended; the English one was left empty on the way back.
  await expect.poll(() => faulty().locator('input').getAttribute('id')).toBe('at-label.en')
})

test('submitting it says what keeps it, sends nothing, and goes to the first place', async () => {
  const { page } = console_
  await console_.show('tip-new', 'zh-CN')
  await page.getByRole('button', { name: '提交复核' }).click()
  await page.getByText('还不能提交：还有 6 处要改，光标已到第一处').waitFor()
  expect(await faulty().count()).toBe(6)
  expect(await focused()).toBe('at-label.zh')
  const moves = await page.evaluate(() =>
    (globalThis as unknown as { sent: { path: string }[] }).sent.filter(({ path }) => /changes/.test(path)),
  )
  expect(moves).toEqual([])
})

test('pressing again after mending the first goes to the next', async () => {
  const { page } = console_
  await console_.show('tip-new', 'en')
  const submit = page.getByRole('button', { name: 'Submit for review' })
  await submit.click()
  await page.keyboard.type('账户冻结')
  await page.getByText('5 things are to mend').waitFor()
  await submit.click()
  await expect.poll(focused).toBe('at-label.en')
})
