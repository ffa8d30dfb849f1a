import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { managedChromium } from './managed-chromium.ts'

/** A Chromium whose managed storage is written while it runs. */
export interface Managed {
  executablePath: string
  /** Writes what managed storage gives to an extension; null: no policy at all. The browser looks every few seconds. */
  write(extensionId: string, policy: Record<string, unknown> | null): Promise<void>
}

export async function managedBrowser(home: string, chromium: string): Promise<Managed> {
  const { executablePath, policies } = await managedChromium(home, chromium)
  return {
    executablePath,
    async write(extensionId, policy) {
      const file = join(policies, 'fineline.json')
      const text = JSON.stringify(policy ? { '3rdparty': { extensions: { [extensionId]: policy } } } : {})
      // In one stroke: half a file is no policy.
      await writeFile(join(home, 'policy.new'), text)
      await rename(join(home, 'policy.new'), file)
    },
  }
}
