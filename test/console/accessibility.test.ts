import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFaults } from '../panel/axe.ts'
import { openChromium } from '../panel/chromium.ts'
import { consoleHtml, consoleParts, type Parts, scenes } from './gallery-html.ts'

const folder = mkdtempSync(join(tmpdir(), 'console-'))
let browser: Browser
let parts: Parts

beforeAll(async () => {
  browser = await openChromium()
  parts = await consoleParts()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** In one language everything in the light scheme and colours in the dark one, for they say the same in every language. */
async function faults(name: string, lang: 'zh-CN' | 'en'): Promise<string[]> {
  const scene = scenes[name]
  if (!scene) throw new Error(`no scene ${name}`)
  const file = join(folder, `${name}-${lang}.html`)
  writeFileSync(file, consoleHtml(parts, scene, lang))
  // A page of its own: one that is used for all of them takes gigabytes.
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  await page.goto(`file://${file}#${scene.place}`)
  await page.locator(scene.ready).first().waitFor()
  await scene.act?.(page)
  if (lang === 'en') return await axeFaults(page, ['color-contrast']).finally(() => page.close())
  const light = await axeFaults(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.evaluate(
    () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))),
  )
  await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running'))
  const dark = await axeFaults(page, [], ['color-contrast'])
  await page.close()
  return [...light, ...dark.map((fault) => `dark: ${fault}`)]
}

describe.each(['zh-CN', 'en'] as const)('axe finds nothing in %s', (lang) => {
  test.each(Object.keys(scenes))('%s', async (name) => {
    expect(await faults(name, lang)).toEqual([])
  })
})
