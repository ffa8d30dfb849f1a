import { judgePolicy, Policy, type PolicyKey, type PolicyProblem } from '../policy.ts'
import { localPolicy } from './local-policy.ts'

export type { Policy }

/** Edge and provider. */
export type Reach = Pick<Policy, 'edgeUrl' | 'issuer' | 'clientId' | 'audience'>

export interface PolicyState {
  source: 'managed' | 'local' | 'none'
  /** Null where there is none, or one with a problem. */
  policy: Policy | null
  /** Keys that are missing or wrong. Never a value. */
  problems: PolicyProblem[]
  /** Keys that came with a value, right or wrong. */
  received: PolicyKey[]
  /** Edge and provider where those four keys are right, whatever the others are. */
  reach: Reach | null
}

export const NO_POLICY: PolicyState = {
  ...{ source: 'none', policy: null, problems: [], received: [], reach: null },
}

/** Where it can be told that a policy is wrong, though nothing else is done by it; null where that is wrong too. */
function reachIn(raw: Record<string, unknown>): Reach | null {
  const parsed = Policy.pick({ edgeUrl: true, issuer: true, clientId: true, audience: true }).safeParse(raw)
  return parsed.data ?? null
}

const judged = (source: PolicyState['source'], raw: Record<string, unknown>): PolicyState => ({
  ...{ source, reach: reachIn(raw) },
  ...judgePolicy(raw),
})

/** Reads managed policy; where there is none at all, the stand's local file. */
export async function readPolicy(): Promise<PolicyState> {
  const managed = await chrome.storage.managed.get().catch(() => ({}))
  if (Object.keys(managed).length) return judged('managed', managed)
  const local = await localPolicy()
  return local ? judged('local', local) : NO_POLICY
}

/** Policy may arrive seconds after start and change while running. */
export function onPolicyChange(changed: () => void): void {
  chrome.storage.managed.onChanged.addListener(changed)
}
