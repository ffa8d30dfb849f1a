import { type Browser, chromium } from 'playwright-core'
import { ensureChromium } from '../stand/chromium.ts'

/** A bare browser for pages of our own. */
export async function openChromium(): Promise<Browser> {
  const root = process.getuid?.() === 0
  return chromium.launch({
    executablePath: await ensureChromium(),
    args: [
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      ...(root ? ['--no-sandbox'] : []),
    ],
  })
}
