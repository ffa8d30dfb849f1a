import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFaults } from '../panel/axe.ts'
import { openChromium } from '../panel/chromium.ts'
import { consoleHtml, consoleParts, type Parts, scenes } from './gallery-html.ts'

const folder = mkdtempSync(join(tmpdir(), 'console-'))
let browser: Browser
let page: Page
let parts: Parts

beforeAll(async () => {
  browser = await openChromium()
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  parts = await consoleParts()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** In both colour schemes, since contrast is half of it. */
async function faults(name: string, lang: 'zh-CN' | 'en'): Promise<string[]> {
  const scene = scenes[name]
  if (!scene) throw new Error(`no scene ${name}`)
  const file = join(folder, `${name}-${lang}.html`)
  writeFileSync(file, consoleHtml(parts, scene, lang))
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.goto('about:blank')
    await page.goto(`file://${file}#${scene.place}`)
    await page.locator(scene.ready).first().waitFor()
    await scene.act?.(page)
    found.push(...(await axeFaults(page)).map((fault) => `${colorScheme}: ${fault}`))
  }
  return found
}

describe.each(['zh-CN', 'en'] as const)('axe finds nothing in %s', (lang) => {
  test.each(Object.keys(scenes))('%s', async (name) => {
    expect(await faults(name, lang)).toEqual([])
  })
})
