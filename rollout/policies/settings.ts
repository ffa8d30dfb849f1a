import { Policy } from '../../extension/policy.ts'
import type { Ring, RolloutConfig } from '../config.ts'
import { hostsOf } from '../hosts.ts'
import { updateUrlOf } from '../rings.ts'
import { PLACE } from '../secret.ts'

export const BROWSERS = ['chrome', 'edge'] as const
export type Browser = (typeof BROWSERS)[number]

/** What policy files of one ring say, whatever their form. */
export interface PolicySet {
  /** The bank's short name. */
  bank: string
  /** Its name as people read it. */
  name: string
  ring: Ring
  /** Id of the extension. */
  id: string
  /** One entry of the browser's `ExtensionSettings`. */
  settings: Record<Browser, ExtensionSettings>
  /** The extension's own policy: `chrome.storage.managed`. */
  managed: Policy
}

export type ExtensionSettings = Record<string, string | boolean | string[]>

/** Each browser has a name of its own for the button that is always there. */
const PINNED: Record<Browser, ExtensionSettings> = {
  chrome: { toolbar_pin: 'force_pinned' },
  edge: { toolbar_state: 'force_shown' },
}

function settingsFor(config: RolloutConfig, ring: Ring, browser: Browser): ExtensionSettings {
  const { crm, edgeUrl, issuer, issuerHosts, rings } = config
  const { minimumVersion } = rings[ring]
  return {
    installation_mode: 'force_installed',
    update_url: updateUrlOf(config, ring),
    override_update_url: true,
    runtime_blocked_hosts: ['*://*'],
    runtime_allowed_hosts: hostsOf(crm, [edgeUrl, issuer, ...issuerHosts]),
    ...PINNED[browser],
    ...(minimumVersion && { minimum_version_required: minimumVersion }),
  }
}

/**
 * What a ring's policy files hold.
 * @param secret null: a place for it, which the extension refuses by name
 */
export function policySet(config: RolloutConfig, ring: Ring, id: string, secret: string | null): PolicySet {
  const { edgeUrl, issuer, clientId, audience, hmacKeyId, crm } = config
  const chosen = { hosts: crm, ...config.policy, ...config.rings[ring].policy }
  const required = { edgeUrl, issuer, clientId, audience, hmacKeyId }
  // Judged with a stand-in, for the place where the secret goes is no secret.
  const whole = Policy.parse({ ...required, ...chosen, hmacSecret: secret ?? '0'.repeat(32), ring })
  return {
    bank: config.id,
    name: config.bank,
    ring,
    id,
    settings: { chrome: settingsFor(config, ring, 'chrome'), edge: settingsFor(config, ring, 'edge') },
    managed: { ...whole, hmacSecret: secret ?? PLACE },
  }
}
