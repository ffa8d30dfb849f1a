import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { openBrowser } from '../../stand/browser.ts'
import { ensureChromium } from '../../stand/chromium.ts'
import type { Stand } from '../../stand/stand.ts'
import { buildReactOverlay } from '../react-overlay/build.ts'

/** The same page three ways: with Fineline, without anything, and with the same overlay in React. */
export interface Browsers {
  ours: BrowserContext
  bare: BrowserContext
  react: BrowserContext
  reactDir: string
}

export type Which = 'ours' | 'bare' | 'react'
export const ALL: readonly Which[] = ['ours', 'bare', 'react']

/** Opens all three in fresh profiles below `home`; they stay open side by side, so that they can take turns. */
export async function openBrowsers(stand: Stand, home: string): Promise<Browsers> {
  const executablePath = await ensureChromium()
  const labels = stand.data.playbook.segments.map(({ label }) => label.zh)
  const reactDir = await buildReactOverlay(join(home, 'react-overlay'), labels)
  const open = (name: Which, extensionDir: string | null) =>
    openBrowser({
      executablePath,
      extensionDir,
      profileDir: join(home, `${name}-profile`),
      headless: true,
      fresh: true,
    })
  const ours = await open('ours', stand.extensionDir)
  const bare = await open('bare', null)
  return { ours, bare, react: await open('react', reactDir), reactDir }
}

export async function closeBrowsers(browsers: Browsers): Promise<void> {
  for (const which of ALL) await browsers[which].close()
}

/** Does the same in each browser by turns, beginning with another one each round. */
export async function inTurns(
  rounds: number,
  once: (which: Which, round: number) => Promise<void>,
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < ALL.length; turn++) {
      const which = ALL[(round + turn) % ALL.length]
      if (which) await once(which, round)
    }
  }
}

/** A page in each browser. */
export async function openPages(browsers: Browsers): Promise<Record<Which, Page>> {
  const open = (which: Which) => browsers[which].newPage()
  return { ours: await open('ours'), bare: await open('bare'), react: await open('react') }
}
