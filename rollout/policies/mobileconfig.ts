import { build, type PlistValue } from 'plist'
import { uuidOf } from '../sbom.ts'
import type { Browser, PolicySet } from './settings.ts'

const DOMAINS: Record<Browser, string> = { chrome: 'com.google.Chrome', edge: 'com.microsoft.Edge' }

/**
 * A configuration profile for one browser on macOS. The browser reads an extension's managed storage from a domain of
 * its own, named after the extension.
 */
export function mobileconfig(
  { bank, name, ring, id, settings, managed }: PolicySet,
  browser: Browser,
): string {
  const domain = DOMAINS[browser]
  const part = (type: string, what: string, content: Record<string, PlistValue>) => {
    const identifier = `fineline.${bank}.${browser}.${what}`
    return {
      PayloadType: type,
      PayloadVersion: 1,
      PayloadIdentifier: identifier,
      PayloadUUID: uuidOf(`${identifier}.${ring}`).toUpperCase(),
      PayloadDisplayName: `Fineline (${browser}, ${what})`,
      ...content,
    }
  }
  const content = [
    part(domain, 'install', { ExtensionSettings: { [id]: settings[browser] } }),
    part(`${domain}.extensions.${id}`, 'policy', managed as unknown as Record<string, PlistValue>),
  ]
  const profile = part('Configuration', 'profile', {
    PayloadDisplayName: `Fineline, ${ring} (${browser})`,
    PayloadOrganization: name,
    PayloadScope: 'System',
    PayloadRemovalDisallowed: true,
    PayloadContent: content,
  })
  return `${build(profile)}\n`
}
