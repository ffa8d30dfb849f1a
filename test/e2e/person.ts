import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import type { EdgeRequest } from '../../extension/messages.ts'
import { openBrowser, serviceWorker } from '../stand/browser.ts'
import { ensureChromium } from '../stand/chromium.ts'
import type { Agent } from './agent.ts'

/** Another person at the stand of an agent, with a browser of their own. */
export interface Person {
  context: BrowserContext
  /** Opens the console at one of its pages. */
  console(page: string): Promise<Page>
  /** Asks the edge with the token of this person's browser, as the console does. */
  ask(method: EdgeRequest['method'], path: string, body?: object): Promise<{ status: number; body: unknown }>
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
  const open = async (at: string) => {
    const page = await context.newPage()
    await page.goto(`chrome-extension://${stand.extensionId}/tabs/console.html#${at}`)
    return page
  }
  let asking: Page | null = null
  return {
    context,
    console: open,
    async ask(method, path, body) {
      asking ??= await open('')
      await asking.getByRole('navigation').first().waitFor()
      const request = { type: 'edge', method, path, ...(body && { body }) }
      return asking.evaluate((message) => chrome.runtime.sendMessage(message), request)
    },
    close: () => context.close(),
  }
}

/** Presses a button by its whole name. */
export const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).click()

/** Chooses from the menu of what is seldom wanted. */
export async function chooseRare(page: Page, name: string): Promise<void> {
  await press(page, '更多')
  await page.getByRole('menuitem', { name }).click()
}

/** Answers the question that was opened. */
export async function answer(page: Page, button: string, reason?: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  if (reason) await dialog.getByRole('textbox').fill(reason)
  await dialog.getByRole('button', { name: button }).click()
  await dialog.waitFor({ state: 'hidden' })
}
