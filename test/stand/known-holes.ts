import { spawnSync } from 'node:child_process'
import { Trouble } from '../../db/trouble.ts'
import { ROOT } from './paths.ts'

interface Audit {
  metadata?: { vulnerabilities?: Record<string, number> }
}

/**
 * What the registry knows against packages that are shipped: `none known`, or why nobody could be asked.
 * @throws Trouble where there is something of weight
 */
export function knownHoles(): string {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { stdout } = spawnSync(npm, ['audit', '--omit=dev', '--json'], {
    cwd: ROOT,
    encoding: 'utf8',
    timeout: 20_000,
    shell: process.platform === 'win32',
  })
  return judge(stdout)
}

export function judge(stdout: string | null): string {
  const counts = read(stdout)?.metadata?.vulnerabilities
  if (!counts) return 'not checked: the registry does not answer'
  const { high = 0, critical = 0, total = 0 } = counts
  if (high + critical > 0)
    throw new Trouble(`npm audit: ${critical} critical and ${high} high among what is shipped`)
  return total ? `${total} known, none of them high` : 'none known'
}

function read(text: string | null): Audit | null {
  try {
    return JSON.parse(text ?? '') as Audit
  } catch {
    return null
  }
}
