import { Policy } from '../policy.ts'
import { localPolicy } from './local-policy.ts'

export type { Policy }

export interface PolicyState {
  source: 'managed' | 'local' | 'none'
  policy: Policy | null
  /** Names of keys that are missing or wrong, with what is wrong. Never a value. */
  problems: { key: string; problem: string }[]
}

function judge(source: PolicyState['source'], raw: unknown): PolicyState {
  const parsed = Policy.safeParse(raw)
  if (parsed.success) return { source, policy: parsed.data, problems: [] }
  const problems = parsed.error.issues.map(({ path, message }) => ({ key: path.join('.'), problem: message }))
  return { source, policy: null, problems }
}

/** Reads managed policy, else the local file. */
export async function readPolicy(): Promise<PolicyState> {
  const managed = await chrome.storage.managed.get().catch(() => ({}))
  if (Object.keys(managed).length) return judge('managed', managed)
  const local = await localPolicy()
  return local ? judge('local', local) : { source: 'none', policy: null, problems: [] }
}

/** Policy may arrive seconds after start and change while running. */
export function onPolicyChange(changed: () => void): void {
  chrome.storage.managed.onChanged.addListener(changed)
}
