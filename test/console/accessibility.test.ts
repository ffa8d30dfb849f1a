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

/** Everything in the light scheme; in the dark one colours alone, which say the same in every language. */
const LOOKS: Record<'zh-CN' | 'en', { colorScheme: 'light' | 'dark'; only?: string[] }[]> = {
  'zh-CN': [{ colorScheme: 'light' }, { colorScheme: 'dark', only: ['color-contrast'] }],
  en: [{ colorScheme: 'light' }],
}

async function faults(name: string, lang: keyof typeof LOOKS): Promise<string[]> {
  const scene = scenes[name]
  if (!scene) throw new Error(`no scene ${name}`)
  const file = join(folder, `${name}-${lang}.html`)
  writeFileSync(file, consoleHtml(parts, scene, lang))
  const found: string[] = []
  for (const { colorScheme, only } of LOOKS[lang]) {
    // A page of its own: one that is used for all of them takes gigabytes.
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      colorScheme,
      reducedMotion: 'reduce',
    })
    await page.goto(`file://${file}#${scene.place}`)
    await page.locator(scene.ready).first().waitFor()
    await scene.act?.(page)
    found.push(...(await axeFaults(page, [], only)).map((fault) => `${colorScheme}: ${fault}`))
    await page.close()
  }
  return found
}

describe.each(['zh-CN', 'en'] as const)('axe finds nothing in %s', (lang) => {
  test.each(Object.keys(scenes))('%s', async (name) => {
    expect(await faults(name, lang)).toEqual([])
  })
})
