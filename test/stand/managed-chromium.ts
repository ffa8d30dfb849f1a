import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ownMounts } from './own-mounts.ts'

const mounts = ownMounts()

/** Why no real policy file can be tried here; empty where one can. */
export function whyNotManaged(): string {
  if (process.platform !== 'linux') return 'policy files of Linux are tried on Linux'
  if (process.getuid?.() !== 0) return 'a mount namespace of its own needs root'
  return mounts ? '' : 'unshare is missing or not allowed'
}

/** A Chromium and the folder of its policies, as an administrator writes them. */
export interface ManagedChromium {
  executablePath: string
  /** Stands in the place of `/etc/chromium/policies/managed` for that browser alone. */
  policies: string
}

/**
 * Chromium obeys files below `/etc/chromium` alone: the browser gets a mount namespace of its own, in which a folder of
 * ours lies there, and no other browser on the machine sees any policy.
 */
export async function managedChromium(dir: string, chromium: string): Promise<ManagedChromium> {
  const etc = join(dir, 'etc')
  const policies = join(etc, 'policies', 'managed')
  const executablePath = join(dir, 'managed-chromium')
  await mkdir(policies, { recursive: true })
  const inside = `mount --bind "$0" /etc/chromium && exec "${chromium}" "$@"`
  const script = `#!/bin/sh\nmkdir -p /etc/chromium\nexec unshare ${mounts?.join(' ')} -- sh -c '${inside}' '${etc}' "$@"\n`
  await writeFile(executablePath, script, { mode: 0o755 })
  return { executablePath, policies }
}
