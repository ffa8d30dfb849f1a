import { globSync, readFileSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAdapter } from '../../db/packs/adapter.ts'
import type { Screen } from '../../worker/contract/adapter.ts'
import { pageSide } from '../host/page-side.ts'
import { ensureChromium } from '../stand/chromium.ts'

declare const host: {
  readBinding: typeof import('../../extension/host/frame.ts')['readBinding']
  readFields: typeof import('../../extension/host/frame.ts')['readFields']
  matchScreen: typeof import('../../extension/host/screen.ts')['matchScreen']
}

/** What must be read from a saved page. `anchor` is the text of the element; a page of no screen has all of it empty. */
interface Expected {
  screen: string | null
  number: string | null
  unread: string | null
  anchor: string | null
  rows: { number: string | null; anchor: string | null }[]
  fields: Record<string, string>
}

/** Beside each page: where it was, how it is read, and what must come of it. */
interface Saved {
  url: string
  /** File in the same folder. */
  adapter: string
  expected: Expected
}

const FOLDER = new URL('../pages/', import.meta.url)
const names = globSync('*.html', { cwd: FOLDER.pathname }).map((file) => file.replace('.html', ''))

/** The page side as it ships. */
const script = pageSide('frame', 'screen')

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: await ensureChromium(), args: ['--no-sandbox'] })
  page = await browser.newPage()
  await page.addInitScript({ content: script })
})
afterAll(() => browser?.close())

function look(screens: Screen[]): Expected {
  const words = (element: Element | null) => element && (element.textContent ?? '').trim()
  const screen = host.matchScreen(document, screens)
  const seen = screen && host.readBinding(document, screen)
  return {
    screen: screen?.id ?? null,
    number: seen?.reading?.text ?? null,
    unread: seen?.reading?.unread ?? null,
    anchor: words(seen?.anchor ?? null),
    rows: (seen?.rows ?? []).map(({ number, anchor }) => ({ number, anchor: words(anchor) })),
    fields: host.readFields(document, screen?.fields ?? {}),
  }
}

test.each(names)('%s', async (name) => {
  const saved = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as Saved
  const { screens } = readAdapter(new URL(saved.adapter, FOLDER).pathname)
  // The page says its encoding itself; nothing else of that site is there.
  await page.route('**/*', (route) =>
    route.request().url() === saved.url
      ? route.fulfill({ contentType: 'text/html', body: readFileSync(new URL(`${name}.html`, FOLDER)) })
      : route.abort(),
  )
  await page.goto(saved.url)
  expect(await page.evaluate(look, screens)).toEqual(saved.expected)
  await page.unrouteAll()
})
