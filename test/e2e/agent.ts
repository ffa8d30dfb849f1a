import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { openBrowser, serviceWorker, stopWorker } from '../stand/browser.ts'
import { ensureChromium } from '../stand/chromium.ts'
import { type CrmKind, customerUrl } from '../stand/crm-driver.ts'
import { Eyes } from '../stand/eyes.ts'
import { HOME } from '../stand/paths.ts'
import { Progress } from '../stand/report.ts'
import { openPanel } from '../stand/side-panel.ts'
import { openStand, type Stand, type StandOptions } from '../stand/stand.ts'

/** A stand of its own with a browser on it, as one agent has it. */
export interface Agent {
  stand: Stand
  /** Where everything of this stand is kept. */
  home: string
  context: BrowserContext
  /** Opens a customer's page and eyes on it. */
  open(kind: CrmKind, number: string): Promise<{ page: Page; eyes: Eyes }>
  /** The side panel's page for a page of the CRM. */
  panel(page: Page): Promise<Page>
  /** Ends the browser and starts it again on the same profile; with an account, that person sits at it now. */
  restartBrowser(account?: string): Promise<void>
  /** Kills the extension's service worker, as the browser does when it pleases. */
  stopWorker(): Promise<void>
  close(): Promise<void>
}

export type AgentOptions = Partial<Omit<StandOptions, 'home' | 'progress' | 'ports'>> & {
  colorScheme?: 'light' | 'dark'
  /** Pages left may be kept for a return. */
  keepPages?: boolean
  /** The browser starts while the edge is down. */
  edgeDown?: boolean
}

async function launch(
  stand: Stand,
  home: string,
  options: AgentOptions,
  account?: string,
): Promise<BrowserContext> {
  const context = await openBrowser({
    executablePath: await ensureChromium(),
    extensionDir: account ? await stand.extensionFor(account) : stand.extensionDir,
    profileDir: join(home, 'profile'),
    headless: true,
    keepPages: options.keepPages ?? false,
    ...(options.colorScheme && { colorScheme: options.colorScheme }),
  })
  await serviceWorker(context)
  return context
}

/** Starts everything on free ports and fresh data. */
export async function openAgent(options: AgentOptions = {}): Promise<Agent> {
  await mkdir(HOME, { recursive: true })
  const home = await mkdtemp(join(HOME, 'e2e-'))
  const stand = await openStand({
    ...options,
    home,
    progress: new Progress(),
    ports: { edge: 0, identity: 0, crm: 0 },
  })
  if (options.edgeDown) await stand.stopEdge()
  let context = await launch(stand, home, options)
  return {
    stand,
    home,
    get context() {
      return context
    },
    async open(kind, number) {
      const page = await context.newPage()
      const eyes = await Eyes.open(page)
      await page.goto(customerUrl(stand.crmUrl, kind, number))
      return { page, eyes }
    },
    panel: (page) => openPanel(context, stand, page),
    async restartBrowser(account) {
      await context.close()
      context = await launch(stand, home, options, account)
    },
    stopWorker: () => stopWorker(context),
    async close() {
      await context.close()
      await stand.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}
