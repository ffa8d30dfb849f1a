import type { FailMode } from '../policy.ts'
import type { Policy, PolicyState } from './policy.ts'

/** Under this the edge and provider of the last whole policy are kept, so that a change while the browser was closed is noticed. */
const STORED = 'policy-of'
const OUTLIVES = 'policy-outlives'

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

/** What holds on when there is no whole policy any more: what happens at guarded buttons, and the language to say so in. */
export interface Outlives {
  failMode: FailMode | null
  language: Policy['language'] | null
}

/** Remembers a whole policy: where it leads, and what of it outlives it. */
export async function keepPolicy({ policy }: PolicyState): Promise<void> {
  if (!policy) return
  const outlives: Outlives = { failMode: policy.failMode ?? null, language: policy.language ?? null }
  await chrome.storage.local.set({ [STORED]: placesOf(policy), [OUTLIVES]: outlives })
}

/** Of the last whole policy, perhaps of an earlier run. */
export async function outlives(): Promise<Outlives> {
  const kept = (await chrome.storage.local.get(OUTLIVES))[OUTLIVES] as Outlives | undefined
  return kept ?? { failMode: null, language: null }
}
