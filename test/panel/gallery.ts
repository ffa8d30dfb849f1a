import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Language } from '../../worker/contract/text.ts'
import { openChromium } from './chromium.ts'
import { bundle, bundlePieces, htmlOf, pressAll, shownOf } from './gallery-html.ts'
import { type PieceSample, pieces } from './pieces.ts'
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

async function picture(page: Page, name: string, sample: Sample | PieceSample, look: (typeof looks)[number]) {
  await page.emulateMedia({ forcedColors: 'none', ...look.media })
  // The console has a window of its own.
  const width = sample.page === 'console' && look.width === 400 ? 1000 : look.width
  await page.setViewportSize({ width, height: 900 })
  await page.reload()
  await pressAll(page, 'press' in sample ? sample.press : [])
  await page.screenshot({ path: join(out, `${name}-${look.name}.png`), fullPage: true })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  if (wide > 0) console.log(`${name}-${look.name}: ${wide} px too wide`)
}

type Parts = Awaited<ReturnType<typeof bundle>>

async function pictures(browser: Browser, parts: Parts, pieceParts: Parts, lang: Language) {
  const page = await browser.newPage()
  const wanted = process.argv.slice(2)
  const all: [string, Sample | PieceSample, string][] = [
    ...Object.entries(samples(lang)).map(
      ([name, sample]) => [name, sample, htmlOf(parts, shownOf(sample, lang))] as [string, Sample, string],
    ),
    ...Object.entries(pieces(lang)).map(
      ([name, sample]) => [name, sample, htmlOf(pieceParts, sample)] as [string, PieceSample, string],
    ),
  ]
  for (const [name, sample, html] of all) {
    if (wanted.length && !wanted.includes(name)) continue
    const file = join(out, `${name}-${lang}.html`)
    writeFileSync(file, html)
    await page.goto(`file://${file}`)
    for (const look of looks) await picture(page, `${name}-${lang}`, sample, look)
  }
  await page.close()
}

if (process.argv.length === 2) rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
const browser = await openChromium()
try {
  const [parts, pieceParts] = [await bundle(), await bundlePieces()]
  for (const lang of languages) await pictures(browser, parts, pieceParts, lang)
} finally {
  await browser.close()
}
