import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { Trouble } from '../../db/trouble.ts'

const PLACES: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium'],
  darwin: ['/Applications/Chromium.app/Contents/MacOS/Chromium'],
  win32: [`${process.env.LOCALAPPDATA}\\Chromium\\Application\\chrome.exe`],
}

/** Chinese glyphs for the pages, beside the browser itself. */
const PACKAGES = ['chromium', 'fonts-noto-cjk']

function installed(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  const places = [...(named ? [named] : []), ...(PLACES[process.platform] ?? []), chromium.executablePath()]
  return places.find((place) => existsSync(place))
}

function run(command: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], env })
    let said = ''
    child.stderr.on('data', (data) => {
      said = (said + data).slice(-2000)
    })
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Trouble(`${command} ${args[0]} failed:\n${said}`)),
    )
  })
}

const debianRoot = (): boolean => existsSync('/etc/debian_version') && process.getuid?.() === 0

/**
 * Path of a Chromium that loads unpacked extensions; installs Debian's where it runs as root there.
 * Branded Chrome and Edge no longer take `--load-extension`.
 */
export async function ensureChromium(): Promise<string> {
  const found = installed()
  const glyphs = !debianRoot() || existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc')
  if (found && glyphs) return found
  if (debianRoot()) {
    await run('apt-get', ['update', '-qq'])
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES])
  }
  const path = installed()
  if (path) return path
  throw new Trouble(
    'No Chromium was found. Install it (Debian: apt-get install chromium; elsewhere: npx playwright install chromium), or set CHROMIUM_PATH to its program. Branded Chrome and Edge do not load unpacked extensions from the command line.',
  )
}
