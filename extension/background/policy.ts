import * as z from 'zod'
import { Language } from '../../worker/contract/text.ts'

z.config({ jitless: true })

/** What the bank's IT decides. Every key is checked before use; a wrong one is named and nothing is half applied. */
export const Policy = z.object({
  edgeUrl: z.url(),
  issuer: z.url(),
  clientId: z.string().min(1),
  audience: z.string().min(1),
  hmacSecret: z.string().min(16),
  hmacKeyId: z.string().min(1),
  language: Language.optional(),
})
export type Policy = z.infer<typeof Policy>

export interface PolicyState {
  source: 'managed' | 'local' | 'none'
  policy: Policy | null
  /** Names of keys that are missing or wrong, with what is wrong. Never a value. */
  problems: { key: string; problem: string }[]
}

/** A local file stands in for managed policy where Fineline is tried out; packaged builds hold none. */
async function localPolicy(): Promise<unknown> {
  try {
    const answer = await fetch(chrome.runtime.getURL('policy.local.json'))
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
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
