import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'
import { ownMounts } from './own-mounts.ts'

/** Policy of a machine as its administrator writes it: JSON files in the browser's own folder. */
export interface Machine {
  /** Stands in the place of `/etc/chromium/policies/managed` for browsers of this machine. */
  policies: string
  /** Starts a browser that obeys them. */
  browser(profileDir: string): Promise<BrowserContext>
}

const mounts = ownMounts()

/** Only root may give a process its own view of the files, in which the real `/etc` stays as it is. */
export const canManage = mounts !== null

/**
 * Chromium obeys files below `/etc/chromium` alone: each browser gets a mount namespace of its own, in which a folder
 * of ours lies there. Playwright's switch against networking in the background would stop forced installation too.
 */
export async function openMachine(dir: string, executablePath: string): Promise<Machine> {
  const policies = join(dir, 'etc', 'policies', 'managed')
  await mkdir(policies, { recursive: true })
  const program = join(dir, 'managed-chromium')
  const mount = `mount --bind "$0" /etc/chromium && exec ${executablePath} "$@"`
  await writeFile(
    program,
    `#!/bin/sh\nmkdir -p /etc/chromium\nexec unshare ${mounts?.join(' ')} -- sh -c '${mount}' '${join(dir, 'etc')}' "$@"\n`,
  )
  await chmod(program, 0o755)
  // Or nobody may look into a forced extension, a test included.
  await writeFile(join(policies, 'test.json'), JSON.stringify({ DeveloperToolsAvailability: 1 }))
  return { policies, browser: (profileDir) => launch(program, profileDir) }
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
