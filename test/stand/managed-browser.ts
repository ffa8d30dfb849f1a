import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'
import { managedChromium } from './managed-chromium.ts'

/** Policy of a machine as its administrator writes it: JSON files in the browser's own folder. */
export interface Machine {
  /** Stands in the place of `/etc/chromium/policies/managed` for browsers of this machine. */
  policies: string
  /** Starts a browser that obeys them. */
  browser(profileDir: string): Promise<BrowserContext>
}

/** A machine under policy. Playwright's switch against networking in the background would stop forced installation. */
export async function openMachine(dir: string, chromium: string): Promise<Machine> {
  const { executablePath, policies } = await managedChromium(dir, chromium)
  // Or nobody may look into a forced extension, a test included.
  await writeFile(join(policies, 'test.json'), JSON.stringify({ DeveloperToolsAvailability: 1 }))
  return { policies, browser: (profileDir) => launch(executablePath, profileDir) }
}

const launch = (executablePath: string, profileDir: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profileDir, {
    executablePath,
    headless: false,
    viewport: { width: 1440, height: 900 },
    ignoreDefaultArgs: [
      '--disable-extensions',
      '--disable-background-networking',
      '--disable-component-extensions-with-background-pages',
    ],
    args: [
      '--headless=new',
      '--no-first-run',
      '--no-sandbox',
      '--disable-quic',
      '--disable-gpu',
      '--disable-sync',
      '--disable-component-update',
    ],
  })
