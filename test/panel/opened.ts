import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { openChromium } from './chromium.ts'
import { bundle, htmlOf } from './gallery-html.ts'

/** Opens a side panel for the tests of a file; what it has sent is forgotten before each of them. */
export function openPanel(take: (page: Page) => void): void {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    browser = await openChromium()
    page = await browser.newPage({ viewport: { width: 400, height: 900 } })
    await page.setContent(htmlOf(await bundle(), null))
    take(page)
  }, 120_000)
  afterAll(() => browser?.close())
  beforeEach(() =>
    page.evaluate(() => {
      window.sent = []
    }),
  )
}
