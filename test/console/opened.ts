import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Language } from '../../worker/contract/text.ts'
import { openChromium } from '../panel/chromium.ts'
import { consoleHtml, consoleParts, type Parts, scenes } from './gallery-html.ts'

/** A browser in which any scene of the console can be opened. */
export interface Opened {
  page: Page
  /** Goes to a scene, as it stands before anything is done in it. */
  show(name: string, lang: Language): Promise<void>
  close(): Promise<void>
}

async function goTo(page: Page, file: string, place: string, ready: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`file://${file}#${place}`)
  await page.locator(ready).first().waitFor()
}

export async function openConsole(): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'console-'))
  const browser: Browser = await openChromium()
  const parts: Parts = await consoleParts()
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  return {
    page,
    async show(name, lang) {
      const scene = scenes[name]
      if (!scene) throw new Error(`no scene ${name}`)
      const file = join(folder, `${name}-${lang}.html`)
      writeFileSync(file, consoleHtml(parts, scene, lang))
      await goTo(page, file, scene.place, scene.ready)
    },
    async close() {
      await browser.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
