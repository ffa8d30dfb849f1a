import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { Trouble } from './trouble.ts'

/** What a managed policy gives in a bank; fields of other readers are kept as they are. */
export const LocalPolicy = z.looseObject({
  /** The secret that customer keys are made under. */
  hmacSecret: z.string().min(16),
  hmacKeyId: z.string().min(1),
})
export type LocalPolicy = z.infer<typeof LocalPolicy>

/**
 * Reads `policy.json` in `dir`; what is missing is added, with a random secret, readable by its owner alone.
 * Throws where the file stands but is no policy: another secret would orphan every key made so far.
 */
export async function readOrCreatePolicy(dir: string): Promise<LocalPolicy> {
  const path = join(dir, 'policy.json')
  const present = await readPresent(path)
  const policy = LocalPolicy.safeParse({ hmacSecret: newSecret(), hmacKeyId: 'local-1', ...present })
  if (!policy.success) throw new Trouble(`${path}: ${z.prettifyError(policy.error)}`)
  if (!present || !('hmacSecret' in present && 'hmacKeyId' in present)) await save(dir, path, policy.data)
  await chmod(path, 0o600)
  return policy.data
}

async function readPresent(path: string): Promise<Record<string, unknown> | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch {
    throw new Trouble(`${path} is not a JSON object. Restore it, or move it away to start with a new secret.`)
  }
}

async function save(dir: string, path: string, policy: LocalPolicy): Promise<void> {
  await mkdir(dir, { recursive: true })
  const fresh = `${path}.${process.pid}.new`
  await writeFile(fresh, `${JSON.stringify(policy, null, 2)}\n`, { mode: 0o600 })
  await rename(fresh, path)
}

function newSecret(): string {
  return randomBytes(32).toString('base64url')
}
