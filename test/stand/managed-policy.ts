import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ownMounts } from './own-mounts.ts'

const mounts = ownMounts()

/** Why no real policy file can be tried here; empty where one can. */
export function whyNotManaged(): string {
  if (process.platform !== 'linux') return 'policy files of Linux are tried on Linux'
  if (process.getuid?.() !== 0) return 'a mount namespace of its own needs root'
  return mounts ? '' : 'unshare is missing or not allowed'
}

/** A Chromium that reads its policies from a folder of ours, in its own mount namespace: nobody else's sees them. */
export interface Managed {
  executablePath: string
  /** Writes what managed storage gives to an extension; null: no policy at all. The browser looks every few seconds. */
  write(extensionId: string, policy: Record<string, unknown> | null): Promise<void>
}

export async function managedBrowser(home: string, chromium: string): Promise<Managed> {
  const policies = join(home, 'policies')
  const executablePath = join(home, 'chromium-managed')
  await mkdir(policies, { recursive: true })
  const inside =
    'mount -t tmpfs none /etc/chromium && mkdir -p /etc/chromium/policies/managed && ' +
    `mount --bind "${policies}" /etc/chromium/policies/managed && exec "${chromium}" "$@"`
  const script = `#!/bin/sh\nmkdir -p /etc/chromium\nexec unshare ${mounts?.join(' ')} -- sh -c '${inside}' sh "$@"\n`
  await writeFile(executablePath, script, { mode: 0o755 })
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
