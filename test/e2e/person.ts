import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { openBrowser, serviceWorker } from '../stand/browser.ts'
import { ensureChromium } from '../stand/chromium.ts'
import type { Agent } from './agent.ts'

/** Another person at the stand of an agent, with a browser of their own. */
export interface Person {
  context: BrowserContext
  /** Opens the console at one of its pages. */
  console(page: string): Promise<Page>
  close(): Promise<void>
}

/** @param account of the local OpenID provider */
export async function openPerson(
  { stand, home }: Pick<Agent, 'stand' | 'home'>,
  account: string,
): Promise<Person> {
  const dir = join(home, 'people', account)
  await mkdir(dir, { recursive: true })
  const context = await openBrowser({
    executablePath: await ensureChromium(),
    extensionDir: await stand.extensionFor(account),
    profileDir: join(dir, 'profile'),
    headless: true,
  })
  await serviceWorker(context)
  return {
    context,
    async console(at) {
      const page = await context.newPage()
      await page.goto(`chrome-extension://${stand.extensionId}/tabs/console.html#${at}`)
      return page
    },
    close: () => context.close(),
  }
}
