import type { Policy, PolicyState } from './policy.ts'

/** Under this the edge and provider of the last whole policy are kept, so that a change while the browser was closed is noticed. */
const STORED = 'policy-of'
const MODE = 'fail-mode'

const placeNames = ['edgeUrl', 'issuer', 'clientId', 'audience'] as const
type Places = Pick<Policy, (typeof placeNames)[number]>

const placesOf = (policy: Policy): Places =>
  Object.fromEntries(placeNames.map((name) => [name, policy[name]])) as Places

/** What a new policy means for what the old one brought. */
export interface Change {
  /** Another edge: its playbook, decisions and notices are none of this one's. */
  edge: boolean
  /** Another provider, client or audience: whoever was signed in there is nobody here. */
  signIn: boolean
  /** Other customer keys, or none any more: what is known by the old ones is known of nobody. */
  keys: boolean
  /** Frames act otherwise: other hosts, features or mode; or there was no policy, or is none. */
  frames: boolean
}

const differs = (before: Policy | null, after: Policy | null, names: readonly (keyof Policy)[]): boolean =>
  names.some((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]))

/** @param kept places of the last whole policy, perhaps of an earlier run; null: there was none */
export function changeOf(before: Policy | null, after: Policy | null, kept: Places | null): Change {
  const moved = (names: readonly (keyof Places)[]) =>
    Boolean(after && kept && names.some((name) => kept[name] !== after[name]))
  const whole = (before === null) !== (after === null)
  const keys = whole || differs(before, after, ['hmacSecret', 'hmacKeyId'])
  return {
    edge: moved(['edgeUrl']),
    signIn: moved(['issuer', 'clientId', 'audience']),
    keys,
    frames:
      keys || differs(before, after, ['hosts', 'disabledFeatures', 'failMode', 'homeOffice', 'watermark']),
  }
}

export async function keptPlaces(): Promise<Places | null> {
  return ((await chrome.storage.local.get(STORED))[STORED] as Places | undefined) ?? null
}

/** Remembers a whole policy: where it leads, and what shall happen at guarded buttons when there is none any more. */
export async function keepPolicy({ policy }: PolicyState): Promise<void> {
  if (policy) await chrome.storage.local.set({ [STORED]: placesOf(policy), [MODE]: policy.failMode ?? null })
}

/** What the last whole policy said of guarded buttons; null: each check says by itself. */
export async function keptFailMode(): Promise<Policy['failMode'] | null> {
  return ((await chrome.storage.local.get(MODE))[MODE] as Policy['failMode'] | undefined) ?? null
}
