import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Language } from '../../worker/contract/text.ts'
import { openChromium } from './chromium.ts'
import { bundle, htmlOf, shownOf } from './gallery-html.ts'
import { type Sample, samples } from './samples.ts'

/** Pictures of every state, in both languages, light and dark, to be looked at: `node test/panel/gallery.ts [name…]`. */
const out = join(import.meta.dirname, '../../.fineline/gallery')
const languages: Language[] = ['zh-CN', 'en']
const looks = [
  { name: 'light', width: 400, media: { colorScheme: 'light' } },
  { name: 'dark', width: 400, media: { colorScheme: 'dark' } },
  { name: 'narrow', width: 320, media: { colorScheme: 'light' } },
  { name: 'zoomed', width: 200, media: { colorScheme: 'light' } },
  { name: 'forced', width: 400, media: { forcedColors: 'active', colorScheme: 'light' } },
] as const

async function picture(page: Page, name: string, sample: Sample, look: (typeof looks)[number]) {
  await page.emulateMedia({ forcedColors: 'none', ...look.media })
  // The console has a window of its own.
  const width = sample.page === 'console' && look.width === 400 ? 1000 : look.width
  await page.setViewportSize({ width, height: 900 })
  await page.reload()
  for (const selector of 'press' in sample ? (sample.press ?? []) : [])
    await page.locator(selector).first().click()
  await page.screenshot({ path: join(out, `${name}-${look.name}.png`), fullPage: true })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  if (wide > 0) console.log(`${name}-${look.name}: ${wide} px too wide`)
}

async function pictures(browser: Browser, parts: Awaited<ReturnType<typeof bundle>>, lang: Language) {
  const page = await browser.newPage()
  const wanted = process.argv.slice(2)
  const chosen = Object.entries(samples(lang)).filter(([name]) => !wanted.length || wanted.includes(name))
  for (const [name, sample] of chosen) {
    const file = join(out, `${name}-${lang}.html`)
    writeFileSync(file, htmlOf(parts, shownOf(sample, lang)))
    await page.goto(`file://${file}`)
    for (const look of looks) await picture(page, `${name}-${lang}`, sample, look)
  }
  await page.close()
}

if (process.argv.length === 2) rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
const browser = await openChromium()
try {
  const parts = await bundle()
  for (const lang of languages) await pictures(browser, parts, lang)
} finally {
  await browser.close()
}
