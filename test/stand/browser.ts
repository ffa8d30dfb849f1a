import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'
import { Trouble } from '../../db/trouble.ts'

export interface BrowserOptions {
  executablePath: string
  /** Null: a browser without Fineline, to compare with. */
  extensionDir: string | null
  profileDir: string
  headless: boolean
  colorScheme?: 'light' | 'dark'
  /** Forget what an earlier run left in the profile. */
  fresh?: boolean
  viewport?: { width: number; height: number }
  /** Pages left may be kept for a return, as browsers do outside tests. */
  keepPages?: boolean
  /** True where the caller closes the browser itself when the process is asked to end. */
  ownEnd?: boolean
}

/** Chromium's own calls home would only fail or disturb; the extension needs none of them. */
const QUIET = [
  '--no-first-run',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
]

/** Switches of every browser with Fineline in it. */
export function browserArgs({
  extensionDir,
  headless,
}: Pick<BrowserOptions, 'extensionDir' | 'headless'>): string[] {
  return [
    ...QUIET,
    ...(extensionDir
      ? [`--disable-extensions-except=${extensionDir}`, `--load-extension=${extensionDir}`]
      : []),
    ...(headless ? ['--headless=new'] : []),
    // Root has no user namespace to sandbox in.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
}

/**
 * A profile keeps the service worker of an unpacked extension it has seen, and would run yesterday's background
 * under today's pages: after another build its copy is thrown away. What the extension stored stays.
 */
async function forgetOldWorker(profileDir: string, extensionDir: string): Promise<void> {
  const marker = join(profileDir, 'fineline-version')
  const { version } = JSON.parse(await readFile(join(extensionDir, 'manifest.json'), 'utf8'))
  if ((await readFile(marker, 'utf8').catch(() => '')) === version) return
  await rm(join(profileDir, 'Default/Service Worker'), { recursive: true, force: true })
  await mkdir(profileDir, { recursive: true })
  await writeFile(marker, version)
}

/** Starts Chromium with the extension loaded. */
export async function openBrowser(options: BrowserOptions): Promise<BrowserContext> {
  const { executablePath, profileDir, headless, colorScheme = 'light' } = options
  if (options.fresh) await rm(profileDir, { recursive: true, force: true })
  if (options.extensionDir) await forgetOldWorker(profileDir, options.extensionDir)
  if (!headless && process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new Trouble('There is no display to open a window on. Run: npm start -- --headless --check')
  }
  const handled = !options.ownEnd
  return chromium.launchPersistentContext(profileDir, {
    executablePath,
    ...{ handleSIGINT: handled, handleSIGTERM: handled, handleSIGHUP: handled },
    headless: false,
    colorScheme,
    viewport: headless ? (options.viewport ?? { width: 1440, height: 900 }) : null,
    ignoreDefaultArgs: [
      '--disable-extensions',
      '--disable-component-extensions-with-background-pages',
      ...(options.keepPages ? ['--disable-back-forward-cache'] : []),
    ],
    args: browserArgs(options),
  })
}

/** The extension's service worker, as soon as it runs. */
export async function serviceWorker(context: BrowserContext) {
  const [running] = context.serviceWorkers()
  return running ?? context.waitForEvent('serviceworker', { timeout: 20_000 })
}

/** Kills the extension's service worker, as the browser does when it pleases. */
export async function stopWorker(context: BrowserContext): Promise<void> {
  const [page = await context.newPage()] = context.pages()
  const session = await context.newCDPSession(page)
  const { targetInfos } = await session.send('Target.getTargets')
  const worker = targetInfos.find(
    ({ type, url }) => type === 'service_worker' && url.startsWith('chrome-extension://'),
  )
  if (worker) await session.send('Target.closeTarget', { targetId: worker.targetId })
  await session.detach()
}
