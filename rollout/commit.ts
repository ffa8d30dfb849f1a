import { spawnSync } from 'node:child_process'
import { ROOT } from './build/root.ts'

export interface Commit {
  /** Full digest; with `+changes` where the working tree differs from it. */
  id: string
  /** ISO 8601, in UTC. */
  time: string
}

function git(...args: string[]): string | null {
  const { status, stdout } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' })
  return status === 0 ? stdout.trim() : null
}

/** The commit that the checkout stands at; null where it is no git checkout. */
export function commitOf(): Commit | null {
  const [id, time] = git('log', '-1', '--format=%H %ct')?.split(' ') ?? []
  if (!id || !time) return null
  const changed = git('status', '--porcelain') !== ''
  return { id: changed ? `${id}+changes` : id, time: new Date(Number(time) * 1000).toISOString() }
}
