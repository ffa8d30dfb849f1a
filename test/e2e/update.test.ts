import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serviceWorker } from '../stand/browser.ts'
import type { Seen } from '../stand/eyes.ts'
import { type ForeignAgent, fill, openForeignAgent, SUBMIT } from './foreign/agent.ts'

let agent: ForeignAgent
beforeAll(async () => {
  agent = await openForeignAgent({ sampleSize: 3000 })
})
afterAll(() => agent?.close())

const badge = ({ kind, mark }: Seen) => kind === 'badge' && mark !== 'none'
const stop = ({ kind }: Seen) => kind === 'stop'

/** The next version takes the place of this one, as the browser does it while pages are open. */
async function update(): Promise<void> {
  const file = join(agent.stand.extensionDir, 'manifest.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8'))
  manifest.version = manifest.version.replace(/\d+$/, (last: string) => String((Number(last) + 1) % 65_536))
  writeFileSync(file, JSON.stringify(manifest))
  // Chromium keeps an unpacked extension off after a reload unless its developer mode is on.
  const settings = await agent.context.newPage()
  await settings.goto('chrome://extensions')
  await settings.evaluate('chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })')
  await settings.close()
  const worker = await serviceWorker(agent.context)
  await worker.evaluate(() => chrome.runtime.reload()).catch(() => undefined)
}

test('after an update open pages carry on without a reload, and the guard stands once', async () => {
  const [able = ''] = agent.ofGrade(5)
  const { page, eyes } = await agent.visit(`/order?no=${able}`)
  const before = await eyes.wait('badge', badge)
  await fill(page, 'LC0101', '100000')
  await page.evaluate(() => Object.assign(window, { stillHere: true }))

  await update()
  const ours = async () => (await eyes.inEveryFrame<string>('chrome.runtime?.id ?? ""')).filter(Boolean)
  await expect.poll(ours, { timeout: 30_000 }).toHaveLength(1)
  const after = await eyes.wait('the badge of the new version', badge, 30_000)
  expect(after.key8).toBe(before.key8)
  expect(await page.evaluate(() => 'stillHere' in window)).toBe(true)
  expect(await page.inputValue('input[name=je]')).toBe('100000')
  const badges = () =>
    page.evaluate(() => document.querySelectorAll('fineline-layer[part~=badge]:popover-open').length)
  await expect.poll(badges).toBe(1)

  // Beyond a customer of grade 1, by the press and by a script past the page's own handlers.
  const [unable = ''] = agent.ofGrade(1)
  await page.evaluate((number) => {
    const cell = document.getElementById('number')
    if (cell) cell.textContent = number
  }, unable)
  await eyes.wait('the next customer', (one) => badge(one) && one.key8 !== before.key8)
  await fill(page, 'LC0190', '1000000')
  await page.click(SUBMIT)
  await eyes.wait('stop', stop)
  await page.keyboard.press('Escape')
  await eyes.waitGone('stop', stop)
  await page.evaluate(() => HTMLFormElement.prototype.submit.call(document.forms[0]))
  await eyes.wait('stop', stop)
  expect((await eyes.look()).filter(stop)).toHaveLength(1)
  await page.keyboard.press('Escape')
  expect(agent.crm.orders).toEqual([])

  // And an order in order goes out once, also by script.
  await page.evaluate((number) => {
    const cell = document.getElementById('number')
    if (cell) cell.textContent = number
  }, able)
  await eyes.wait('the first customer again', (one) => badge(one) && one.key8 === before.key8)
  await fill(page, 'LC0101', '100000')
  await page.evaluate(() => HTMLFormElement.prototype.submit.call(document.forms[0]))
  await page.waitForURL('**/save')
  expect(agent.crm.orders).toEqual(['cp=LC0101&je=100000&fx=1'])
  await page.close()
})
