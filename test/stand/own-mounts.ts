import { spawnSync } from 'node:child_process'

/**
 * How `unshare` gives a process its own mounts, such as another `/etc/chromium` that no other process sees. Below a
 * changed root, whose mount lies outside, it cannot say how mounts spread; there they reach no path outside that root.
 */
const WAYS = [['-m'], ['-m', '--propagation', 'unchanged']]

/** Options of `unshare` that serve here; null where none do, as for whoever is not root. */
export function ownMounts(): string[] | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  return WAYS.find((way) => spawnSync('unshare', [...way, 'true']).status === 0) ?? null
}
