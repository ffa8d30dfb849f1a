import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { runCommand } from '../../db/command.ts'
import { WrongUsage } from '../../db/trouble.ts'
import type { Language } from '../../worker/contract/text.ts'
import { openChromium } from '../panel/chromium.ts'
import { consoleHtml, consoleParts, type Parts, scenes } from './gallery-html.ts'

/**
 * Pictures of every page of the console, in both languages, light and dark, to be looked at: `npm run screenshots`,
 * or some of them by name.
 */
const out = join(import.meta.dirname, '../../.fineline/console')
const languages: Language[] = ['zh-CN', 'en']
const looks = [
  { name: 'light', width: 1440, media: { colorScheme: 'light' } },
  { name: 'dark', width: 1440, media: { colorScheme: 'dark' } },
  { name: 'narrow', width: 1024, media: { colorScheme: 'light' } },
  // A window of 1440 at 200 %.
  { name: 'zoomed', width: 720, media: { colorScheme: 'light' } },
  { name: 'forced', width: 1200, media: { colorScheme: 'light', forcedColors: 'active' } },
] as const

async function picture(page: Page, name: string, lang: Language, parts: Parts): Promise<void> {
  const scene = scenes[name]
  if (!scene) throw new Error(`no scene ${name}`)
  const file = join(out, `${name}-${lang}.html`)
  writeFileSync(file, consoleHtml(parts, scene, lang))
  for (const { name: look, width, media } of looks) {
    await page.emulateMedia({ forcedColors: 'none', ...media, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 900 })
    await page.goto('about:blank')
    await page.goto(`file://${file}#${scene.place}`)
    await page.locator(scene.ready).first().waitFor()
    await scene.act?.(page)
    await page.screenshot({ path: join(out, `${name}-${lang}-${look}.png`), animations: 'disabled' })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (wide > 0) console.log(`${name}-${lang}-${look}: ${wide} px too wide`)
  }
}

const HELP = `npm run screenshots -- [--only SCENE,SCENE]

  --only A,B   these alone: ${Object.keys(scenes).join(', ')}`

const OPTIONS = { only: { type: 'string', default: '' } } as const

async function run({ only }: { only: string }): Promise<void> {
  const wanted = only.split(',').filter(Boolean)
  const stranger = wanted.find((name) => !(name in scenes))
  if (stranger) throw new WrongUsage(`there is no scene ${stranger}`)
  if (!wanted.length) rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const browser = await openChromium()
  try {
    const parts = await consoleParts()
    const page = await browser.newPage()
    page.on('pageerror', (error) => console.log(`page: ${error.message}`))
    page.on('console', (message) => message.type() === 'error' && console.log(`console: ${message.text()}`))
    const names = wanted.length ? wanted : Object.keys(scenes)
    for (const lang of languages)
      for (const [at, name] of names.entries()) {
        console.log(`${lang} ${at + 1} of ${names.length}: ${name}`)
        await picture(page, name, lang, parts)
      }
    console.log(out)
  } finally {
    await browser.close()
  }
}

await runCommand(HELP, OPTIONS, run)
