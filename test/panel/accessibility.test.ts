import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFaults } from './axe.ts'
import { openChromium } from './chromium.ts'
import { bundle, bundlePieces, htmlOf, pressAll, shownOf } from './gallery-html.ts'
import { pieces } from './pieces.ts'
import { samples } from './samples.ts'

let browser: Browser
let page: Page
let parts: Awaited<ReturnType<typeof bundle>>
let pieceParts: Awaited<ReturnType<typeof bundle>>

beforeAll(async () => {
  browser = await openChromium()
  page = await browser.newPage({ viewport: { width: 400, height: 900 } })
  parts = await bundle()
  pieceParts = await bundlePieces()
}, 120_000)
afterAll(() => browser?.close())

/** In both colour schemes, since contrast is half of it. */
async function faults(disable: string[] = []): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    found.push(...(await axeFaults(page, disable)).map((fault) => `${colorScheme}: ${fault}`))
  }
  return found
}

describe.each(['zh-CN', 'en'] as const)('axe finds nothing in %s', (lang) => {
  test.each(Object.keys(samples('en')))('%s', async (name) => {
    const sample = samples(lang)[name]
    if (!sample) throw new Error(`no sample ${name}`)
    await page.setContent(htmlOf(parts, shownOf(sample, lang)))
    await pressAll(page, 'press' in sample ? sample.press : [])
    expect(await faults()).toEqual([])
  })

  // Pieces lie on the bank's page, which has the landmarks and headings.
  test.each(Object.keys(pieces('en')))('on the page: %s', async (name) => {
    const sample = pieces(lang)[name]
    if (!sample) throw new Error(`no piece ${name}`)
    await page.setContent(htmlOf(pieceParts, sample))
    await pressAll(page, sample.press)
    expect(await faults(['region', 'page-has-heading-one', 'landmark-one-main'])).toEqual([])
  })
})
