import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type * as run from '../../extension/host/run.ts'
import { pageWords } from '../../extension/present/words.ts'
import { Screen } from '../../worker/contract/adapter.ts'
import { pageSide } from '../host/page-side.ts'
import { openChromium } from '../panel/chromium.ts'

const customer = { number: [{ css: '#number' }], anchor: [{ css: '#name' }] }
const screens = [
  { id: 'one', when: { url: ['*'], present: [{ css: '#number' }] }, customer },
  { id: 'list', when: { url: ['*'], present: [{ css: '#list' }] } },
].map((screen) => Screen.parse(screen))
const setup = {
  ...{ type: 'setup', name: '', screens, lang: 'zh-CN', words: pageWords('zh-CN'), sheet: '', unset: null },
  ...{ off: [], failMode: null },
} as const

declare const host: typeof run
declare global {
  interface Window {
    /** The page's end of the line. */
    frame: run.FrameRun
    /** Of what stands there now. */
    generation: number
  }
}

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await openChromium()
}, 120_000)
afterAll(() => browser?.close())
beforeEach(async () => {
  page = await browser.newPage()
  await page.evaluate(pageSide('run'))
  await page.evaluate((given) => {
    const send = (message: { type: string; generation?: number }) => {
      if (message.type === 'reading') window.generation = message.generation ?? 0
    }
    const channel = { send, tell: () => undefined, undone: [], stands: () => true }
    window.frame = new host.FrameRun(given as never, channel, new AbortController().signal)
  }, setup)
})

const badges = () => page.locator('fineline-layer[part~=badge]:popover-open').count()
/** The page shows something else, and the background hears what. */
async function shows(html: string): Promise<void> {
  const before = await page.evaluate(() => window.generation)
  await page.evaluate((body) => {
    document.body.innerHTML = body
  }, html)
  await expect.poll(() => page.evaluate(() => window.generation)).not.toBe(before)
}
const customerOnScreen = () => shows('<b id="name">张三</b><p id="number">12345</p>')
const list = () => shows('<ul id="list"><li>一</li></ul>')
const hear = (type: 'badge' | 'withdraw') =>
  page.evaluate((of) => {
    const view = { key8: '7f3a5566', mark: 'pass', label: '高净值', count: '', title: '高净值' }
    const { generation } = window
    window.frame.receive(
      of === 'badge'
        ? { type: of, generation, view: view as never }
        : { type: of, generation, sameCustomer: false },
    )
  }, type)

beforeEach(async () => {
  await customerOnScreen()
  expect(await badges()).toBe(0)
  await hear('badge')
  expect(await badges()).toBe(1)
  await list()
  expect(await badges()).toBe(0)
})

it('a customer that comes back in the same document has their badge at once', async () => {
  await customerOnScreen()
  expect(await badges()).toBe(1)
})

it('nothing comes back of what was taken back while a screen without a customer stood there, as after a sign-out', async () => {
  await hear('withdraw')
  await customerOnScreen()
  expect(await badges()).toBe(0)
})
